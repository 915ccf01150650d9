import { readLine } from './feed-text.js';
import type { FeedRow, RowReport } from './row-report.js';

export type FeedAddress = {
  street: string | null;
  locality: string | null;
  region: string | null;
  postalCode: string | null;
  country: string | null;
};

const STATE_AND_CODE = /^([A-Z]{2,3})(?:\s+(\d{5}(?:-\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d|\d{4}))?$/;
const CODE_AND_PLACE = /^(?:[A-Z]{1,2}-)?(\d{4,5})\s+(\p{L}.*)$/u;
const ONLY_CODE = /^(\d{4,6}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d)$/;

const countries = countryNames();

/** The address from its own fields where the feed has them, else from the parts of formatted_address. */
export function readAddress(row: FeedRow, report: RowReport): FeedAddress {
  const line = readLine(row, 'formatted_address', 600, report);
  const split = line === null ? nowhere : splitAddress(line);
  const country = readLine(row, 'country', 60, report);
  return {
    street: fitted(readLine(row, 'address', 300, report) ?? split.street, 300),
    locality: fitted(readLine(row, 'city', 120, report) ?? split.locality ?? readLine(row, 'region', 120, report), 120),
    region: fitted(readLine(row, 'state', 120, report) ?? split.region, 120),
    postalCode: fitted(readLine(row, 'postal_code', 20, report) ?? split.postalCode, 20),
    country: (country === null ? null : countryCode(country)) ?? split.country,
  };
}

/** As far as commas tell: `12 River St, San Jose, CA 95112, USA`. What cannot be told stays in the street. */
export function splitAddress(line: string): FeedAddress {
  const parts = line.split(',').map((part) => part.trim()).filter((part) => part !== ''); // prettier-ignore
  const country = namedCountry(parts.at(-1) ?? '');
  if (country !== null) parts.pop();
  const address: FeedAddress = { ...nowhere, country };
  takeRegion(parts, address);
  address.locality ??= parts.pop() ?? null;
  address.street = parts.length === 0 ? null : parts.join(', ');
  return address;
}

function takeRegion(parts: string[], address: FeedAddress): void {
  const last = parts.at(-1) ?? '';
  const state = STATE_AND_CODE.exec(last);
  const placed = CODE_AND_PLACE.exec(last);
  if (parts.length > 1 && state !== null) {
    address.region = state[1] ?? null;
    address.postalCode = state[2] ?? null;
    parts.pop();
  } else if (ONLY_CODE.test(last)) {
    address.postalCode = last;
    parts.pop();
  } else if (address.country !== 'US' && placed !== null) {
    address.postalCode = placed[1] ?? null;
    address.locality = placed[2] ?? null;
    parts.pop();
  }
}

/** Two letters at the end of an address are a state far more often than a country, and Georgia is both: not taken. */
function namedCountry(part: string): string | null {
  return part.length === 2 && part !== 'US' ? null : (countries.get(part.replaceAll('.', '').toLowerCase()) ?? null);
}

/** A country field holds a name or an ISO 3166-1 alpha-2 code. */
function countryCode(field: string): string | null {
  const code = field.toUpperCase();
  return [...countries.values()].includes(code)
    ? code
    : (countries.get(field.replaceAll('.', '').toLowerCase()) ?? null);
}

/** English names as the runtime knows them, and the usual short forms; codes that ISO has given up are left out. */
function countryNames(): Map<string, string> {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  const known = codes.flatMap((code): [string, string][] => {
    const name = new Intl.Locale(`und-${code}`).region === code ? names.of(code) : undefined;
    return name === undefined || code === 'GE' ? [] : [[name.toLowerCase(), code]];
  });
  const short = { usa: 'US', us: 'US', uk: 'GB', england: 'GB', scotland: 'GB', wales: 'GB' };
  return new Map([...known, ...Object.entries(short)]);
}

function fitted(text: string | null, max: number): string | null {
  return text === null ? null : text.slice(0, max).toWellFormed();
}

const nowhere: FeedAddress = { street: null, locality: null, region: null, postalCode: null, country: null };
