import { fold } from './fold-text.js';

/** Regions by country and GeoNames admin1 code, with the short form that people write. */
const regions: Record<string, Record<string, readonly [name: string, short: string]>> = {
  US: Object.fromEntries(
    `AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|PR Puerto Rico|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|VI Virgin Islands|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming|GU Guam|AS American Samoa|MP Northern Mariana Islands`
      .split('|')
      .map((state) => [state.slice(0, 2), [state.slice(3), state.slice(0, 2)]] as const),
  ),
  CA: {
    '01': ['Alberta', 'AB'],
    '02': ['British Columbia', 'BC'],
    '03': ['Manitoba', 'MB'],
    '04': ['New Brunswick', 'NB'],
    '05': ['Newfoundland and Labrador', 'NL'],
    '07': ['Nova Scotia', 'NS'],
    '08': ['Ontario', 'ON'],
    '09': ['Prince Edward Island', 'PE'],
    '10': ['Quebec', 'QC'],
    '11': ['Saskatchewan', 'SK'],
    '12': ['Yukon', 'YT'],
    '13': ['Northwest Territories', 'NT'],
    '14': ['Nunavut', 'NU'],
  },
  AU: {
    '01': ['Australian Capital Territory', 'ACT'],
    '02': ['New South Wales', 'NSW'],
    '03': ['Northern Territory', 'NT'],
    '04': ['Queensland', 'QLD'],
    '05': ['South Australia', 'SA'],
    '06': ['Tasmania', 'TAS'],
    '07': ['Victoria', 'VIC'],
    '08': ['Western Australia', 'WA'],
  },
  GB: {
    ENG: ['England', 'ENG'],
    SCT: ['Scotland', 'SCT'],
    WLS: ['Wales', 'WLS'],
    NIR: ['Northern Ireland', 'NIR'],
  },
};

const otherCountryNames: Record<string, readonly string[]> = {
  US: ['usa', 'united states of america'],
  GB: ['great britain'],
};

const qualifiers = new Map<string, readonly string[]>();
const shortCountries = new Map<string, string>();
const shortNames = new Intl.DisplayNames('en', { type: 'region', style: 'short' });
const longNames = new Intl.DisplayNames('en', { type: 'region' });

/** "San José, California, US"; countries whose regions the gazetteer does not name go without: "Cork, Ireland". */
export function labelOf(name: string, country: string, region: string): string {
  const named = regions[country]?.[region]?.[0];
  let short = shortCountries.get(country);
  if (short === undefined) shortCountries.set(country, (short = shortNames.of(country) ?? country));
  return named === undefined ? `${name}, ${short}` : `${name}, ${named}, ${short}`;
}

/** Folded names by which a person may narrow a place down: its region and country, in full and short. */
export function qualifiersOf(country: string, region: string): readonly string[] {
  const key = `${country}/${region}`;
  let names = qualifiers.get(key);
  if (names === undefined) {
    const known = [country, shortNames.of(country), longNames.of(country), ...(regions[country]?.[region] ?? [])];
    names = [...known.map((name) => fold(name ?? '')), ...(otherCountryNames[country] ?? [])];
    qualifiers.set(key, names);
  }
  return names;
}
