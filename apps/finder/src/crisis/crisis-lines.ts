import type { Language } from '../language/language.js';

export type CrisisLine = {
  name: string;
  /** What to do, in the reader's language. */
  say: Record<Language, string>;
  /** As people write it. */
  phone: string;
  /** For an `sms:` link, where the line takes text messages. */
  text?: string;
  emergency: string;
};

export const countries = ['US', 'CA', 'MX', 'IE', 'GB', 'ES', 'AU', 'NZ'] as const;
export type CrisisCountry = (typeof countries)[number];

/** National lines that answer free of charge, day and night. Read again with every release. */
export const crisisLines: Record<CrisisCountry, CrisisLine> = {
  US: {
    name: '988 Suicide & Crisis Lifeline',
    say: { en: 'Call or text 988', es: 'Llame al 988 y oprima 2, o envíe AYUDA al 988' },
    phone: '988',
    text: '988',
    emergency: '911',
  },
  CA: {
    name: '9-8-8 Suicide Crisis Helpline',
    say: { en: 'Call or text 988', es: 'Llame o envíe un mensaje al 988' },
    phone: '988',
    text: '988',
    emergency: '911',
  },
  MX: {
    name: 'Línea de la Vida',
    say: { en: 'Call 800 911 2000', es: 'Llame al 800 911 2000' },
    phone: '800 911 2000',
    emergency: '911',
  },
  IE: {
    name: 'Samaritans',
    say: { en: 'Call 116 123', es: 'Llame al 116 123' },
    phone: '116 123',
    emergency: '112',
  },
  GB: {
    name: 'Samaritans',
    say: { en: 'Call 116 123', es: 'Llame al 116 123' },
    phone: '116 123',
    emergency: '999',
  },
  ES: {
    name: 'Línea 024',
    say: { en: 'Call 024', es: 'Llame al 024' },
    phone: '024',
    emergency: '112',
  },
  AU: {
    name: 'Lifeline',
    say: { en: 'Call 13 11 14', es: 'Llame al 13 11 14' },
    phone: '13 11 14',
    emergency: '000',
  },
  NZ: {
    name: '1737',
    say: { en: 'Call or text 1737', es: 'Llame o envíe un mensaje al 1737' },
    phone: '1737',
    text: '1737',
    emergency: '111',
  },
};

/** The lines for a country; where we know none, or do not know the country, those of the United States. */
export function crisisLineFor(country: string | null | undefined): CrisisLine {
  return crisisLines[knownCountry(country) ?? 'US'];
}

/** The country that a browser's languages point at: `en-IE,en;q=0.8` → IE. */
export function countryOf(acceptLanguage: string | null): CrisisCountry | undefined {
  const regions = (acceptLanguage ?? '').split(',').map((tag) => /^\s*[a-z]{2,3}-([a-z]{2})\b/i.exec(tag)?.[1]);
  return knownCountry(regions[0]);
}

function knownCountry(country: string | null | undefined): CrisisCountry | undefined {
  return countries.find((known) => known === country?.toUpperCase());
}
