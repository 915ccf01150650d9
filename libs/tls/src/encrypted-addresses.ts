import { isSecureForPeople } from './public-address.js';

/** Variables with addresses that the process tells of and never calls: they may be of one's own machine. */
const told = new Set(['ISSUER', 'PUBLIC_URL', 'MAIL_PAGE_URL']);

export type Fault = { readonly variable: string; readonly rule: string };

/** Each variable whose address is not encrypted, and what it would have to be; JSON and lists are looked through. */
export function unencryptedAddresses(environment: Readonly<Record<string, unknown>>): Fault[] {
  return Object.entries(environment).flatMap(([variable, value]) => {
    const texts = textsIn(value).filter((text) => !told.has(variable) || !isSecureForPeople(text));
    const rule = texts.map(demandedOf).find(Boolean);
    return rule === undefined ? [] : [{ variable, rule: `DEMAND_TLS=true demands ${rule}` }];
  });
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  const isPlain = Array.isArray(value) || Object.getPrototypeOf(value ?? '') === Object.prototype;
  return isPlain ? Object.values(value as object).flatMap(textsIn) : [];
}

/** What is missing; undefined when the address is encrypted, or no address. */
function demandedOf(text: string): string | undefined {
  const url = URL.parse(text);
  if (url === null) return undefined;
  switch (url.protocol) {
    case 'http:':
      return 'https';
    case 'smtp:':
      return isStartTls(url) ? undefined : 'smtps, or smtp with ?requireTLS=true';
    case 'postgres:':
    case 'postgresql:':
      return url.searchParams.getAll('sslmode').join() === 'verify-full' ? undefined : '?sslmode=verify-full';
    default:
      return undefined;
  }
}

/** nodemailer's own parameters: with the first it goes on with STARTTLS alone, and the second says the contrary. */
function isStartTls({ searchParams }: URL): boolean {
  return searchParams.getAll('requireTLS').join() === 'true' && !searchParams.has('ignoreTLS');
}
