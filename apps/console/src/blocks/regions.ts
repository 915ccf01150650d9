import { isCountry } from '@opencircle/auth/country';

const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at));
const countryCodes = letters.flatMap((one) => letters.map((two) => one + two)).filter(isCountry);

const namesIn = new Map<string, Intl.DisplayNames>();

/** ISO 3166: `US` reads as the country's name; `US-CA` as that, with the subdivision's code. */
export function regionName(code: string, locale: string): string {
  const [country = '', subdivision] = code.split('-');
  if (!/^[A-Z]{2}$/.test(country)) return code;
  const names = namesIn.get(locale) ?? new Intl.DisplayNames([locale], { type: 'region' });
  namesIn.set(locale, names);
  const name = names.of(country) ?? country;
  return subdivision === undefined ? name : `${name}, ${subdivision}`;
}

/** Every country's code, in the order of the names in this language. */
export function countriesByName(locale: string): string[] {
  const names = new Map(countryCodes.map((code) => [code, regionName(code, locale)]));
  const { compare } = new Intl.Collator(locale);
  return countryCodes.toSorted((one, other) => compare(names.get(one) ?? one, names.get(other) ?? other));
}
