const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** CLDR names them, and they are no countries: territories that ISO only reserves, groupings, and names for tests. */
const others = new Set('AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ'.split(' '));

/**
 * Is this two-letter code a country's in ISO 3166-1, as far as CLDR knows them? `UK` is none: it stands for `GB`. Throws
 * RangeError for what is not two letters.
 */
export function isCountry(code: string): boolean {
  return names.of(code) !== undefined && new Intl.Locale('und', { region: code }).region === code && !others.has(code);
}
