import type { Language } from './language.js';

const kmPerMile = 1.609344;

export function kmOf(miles: number): number {
  return Math.round(miles * kmPerMile * 10) / 10;
}

/** Kilometres as people in both habits read them: "3.1 miles (5 km)". */
export function spellDistance(km: number, language: Language): string {
  const miles = km / kmPerMile;
  const mile = miles < 0.95 || miles >= 1.05 ? { en: 'miles', es: 'millas' } : { en: 'mile', es: 'milla' };
  const number = (value: number) =>
    new Intl.NumberFormat(language, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
  return `${number(miles)} ${mile[language]} (${number(km)} km)`;
}
