/* eslint-disable @typescript-eslint/no-non-null-assertion -- an index into columns and lists is in range by construction */
import { fold, spellings } from './fold-text.js';
import { loadCities, loadPostalCodes, type CityColumns, type PostalColumns } from './place-columns.js';
import { labelOf, qualifiersOf } from './region-names.js';

export type Place = {
  /** Stable: `city:` and the GeoNames id, or `zip:` and the code. */
  readonly id: string;
  /** "San Jose, California, US"; no two places of one answer are labelled alike. */
  readonly label: string;
  /** WGS 84 degrees. */
  readonly point: { readonly latitude: number; readonly longitude: number };
  readonly kind: 'city' | 'postal-code';
};

const MOST = 20;
/** A place named exactly as asked ranks like one with this many times its people. */
const EXACT_BONUS = 10;
/** People; what a place needs to serve as "near …", and what one of unknown size counts for. */
const LANDMARK = 100_000;
const UNKNOWN_SIZE = 500;

/** Finds places by name from data in memory, so that nobody outside learns where people look. */
export class Gazetteer {
  private readonly landmarks: readonly number[];

  constructor(
    private readonly cities: CityColumns,
    private readonly postal: PostalColumns,
  ) {
    this.landmarks = [...cities.ids.keys()].filter((row) => cities.populations[row]! >= LANDMARK);
  }

  static load(): Gazetteer {
    return new Gazetteer(loadCities(), loadPostalCodes());
  }

  /**
   * Places whose name begins with the text, the biggest first; "San Jose, CA" narrows by region or country; three to
   * five digits are a US postal code. At most `limit`, never more than 20.
   */
  search(text: string, limit = 8): Place[] {
    const most = Math.min(MOST, limit);
    if (most < 1) return [];
    const digits = /^\s*(\d{3,5})(?:-\d*)?\s*(?:,|$)/.exec(text)?.[1];
    if (digits !== undefined) return this.postalCodes(digits, most);
    const [name = '', ...rest] = text.replace(/\(.*$/, '').split(',').map(fold);
    const narrowing = rest.filter((part) => part !== '');
    const rows = new Set(this.named(name, narrowing, most));
    const words = name.split(' ');
    for (let cut = words.length - 1; cut > 0 && rows.size < most && narrowing.length === 0; cut--) {
      for (const row of this.named(words.slice(0, cut).join(' '), [words.slice(cut).join(' ')], most, true))
        rows.add(row);
    }
    return this.labelled([...rows].slice(0, most));
  }

  private postalCodes(digits: string, most: number): Place[] {
    const { codes, cities, states, latitudes, longitudes } = this.postal;
    const first = lowerBound(codes, digits);
    const places: Place[] = [];
    for (let row = first; places.length < most && codes[row]?.startsWith(digits); row++) {
      const label = `${codes[row]}, ${labelOf(cities[row]!, 'US', states[row]!)}`;
      const point = { latitude: latitudes[row]!, longitude: longitudes[row]! };
      places.push({ id: `zip:${codes[row]}`, label, point, kind: 'postal-code' });
    }
    return places;
  }

  /** The best rows by name and qualifiers, at most `most`, best first; with `exact` the name must be whole. */
  private named(name: string, narrowing: readonly string[], most: number, exact = false): number[] {
    const { keys, countries, regions, populations, ids } = this.cities;
    const best: { row: number; weight: number }[] = [];
    if (name === '') return [];
    for (const prefix of spellings(name)) {
      for (let row = lowerBound(keys, prefix); keys[row]?.startsWith(prefix); row++) {
        const whole = keys[row]!.length === prefix.length;
        if (exact && !whole) continue;
        const weight = (populations[row]! || UNKNOWN_SIZE) * (whole ? EXACT_BONUS : 1);
        if (best.length >= most && weight < best[best.length - 1]!.weight) continue;
        if (narrowing.length > 0 && !answers(countries[row]!, regions[row]!, narrowing)) continue;
        best.push({ row, weight });
        best.sort((a, b) => b.weight - a.weight || ids[a.row]! - ids[b.row]!);
        if (best.length > most) best.pop();
      }
    }
    return best.map(({ row }) => row);
  }

  /** Gives equal names what tells them apart: a city nearby, and where that is not enough, the position. */
  private labelled(rows: readonly number[]): Place[] {
    const { ids, latitudes, longitudes } = this.cities;
    const labels = rows.map((row) => this.label(row));
    const repeated = (label: string) => labels.indexOf(label) !== labels.lastIndexOf(label);
    return rows.map((row, index) => {
      const point = { latitude: latitudes[row]!, longitude: longitudes[row]! };
      const position = ` (${point.latitude.toFixed(2)}, ${point.longitude.toFixed(2)})`;
      const label = labels[index]! + (repeated(labels[index]!) ? position : '');
      return { id: `city:${ids[row]}`, label, point, kind: 'city' };
    });
  }

  /** The biggest of equally named places goes by its plain name. */
  private label(row: number): string {
    const { keys, names, populations } = this.cities;
    const label = this.plainLabel(row);
    for (let twin = lowerBound(keys, keys[row]!); keys[twin] === keys[row]; twin++) {
      if (twin === row || populations[twin]! < populations[row]! || this.plainLabel(twin) !== label) continue;
      const landmark = this.landmarkNear(row);
      return landmark === undefined ? label : `${label} (near ${names[landmark]})`;
    }
    return label;
  }

  private plainLabel(row: number): string {
    return labelOf(this.cities.names[row]!, this.cities.countries[row]!, this.cities.regions[row]!);
  }

  /** The nearest big city of the same country; flat distance is enough to choose a name. */
  private landmarkNear(row: number): number | undefined {
    const { latitudes, longitudes, countries } = this.cities;
    const shrink = Math.cos((latitudes[row]! * Math.PI) / 180);
    let [nearest, least]: [number | undefined, number] = [undefined, Infinity];
    for (const landmark of this.landmarks) {
      if (landmark === row || countries[landmark] !== countries[row]) continue;
      const distance = Math.hypot(
        latitudes[landmark]! - latitudes[row]!,
        (longitudes[landmark]! - longitudes[row]!) * shrink,
      );
      if (distance < least) [nearest, least] = [landmark, distance];
    }
    return nearest;
  }
}

function answers(country: string, region: string, narrowing: readonly string[]): boolean {
  const names = qualifiersOf(country, region);
  return narrowing.every((part) => names.some((name) => name.startsWith(part)));
}

/** The first index whose key is not before `key` in code-unit order. */
function lowerBound(keys: readonly string[], key: string): number {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
