import type { Facilitation, Group, Modality } from '../src/group.js';
import type { Query } from '../src/query.js';

export const NOW = Date.UTC(2026, 10, 23, 12);
const HOUR = 3_600_000;

/** Mulberry32: a small seeded generator of numbers in [0, 1). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const codes = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
// More codes than one 32-bit word holds.
const focuses = codes('focus', 40);
const audiences = codes('audience', 19);
const languages = ['en', 'es', 'en-US', 'es-MX', 'fr', 'zh'];
const modalities: Modality[] = ['in-person', 'virtual', 'hybrid'];
const facilitations: Facilitation[] = ['peer', 'professional', 'co-facilitated'];
/** San José, New York, Suva beside the antimeridian, Longyearbyen far north, the pole. */
const centres = [
  [37.34, -121.89],
  [40.71, -74.0],
  [-18.14, 179.95],
  [78.22, 15.63],
  [89.9, 0],
] as const;

export class Random {
  readonly next: () => number;

  constructor(seed: number) {
    this.next = seeded(seed);
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  some<T>(values: readonly T[], most: number, least = 0): T[] {
    const picked = new Set<T>();
    const count = least + this.below(most - least + 1);
    while (picked.size < count) picked.add(values[this.below(values.length)]!);
    return [...picked];
  }

  point(spread: number) {
    const [latitude, longitude] = centres[this.below(centres.length)]!;
    const moved = longitude + (this.next() - 0.5) * spread;
    return {
      latitude: Math.max(-90, Math.min(90, latitude + (this.next() - 0.5) * spread)),
      longitude: ((moved + 540) % 360) - 180,
    };
  }

  group(id: string): Group {
    const first = NOW + (this.below(800) - 100) * HOUR;
    return {
      id,
      focuses: this.some(focuses, 4, 1),
      audiences: this.some(audiences, 3),
      facilitation: facilitations[this.below(3)]!,
      modality: modalities[this.below(3)]!,
      point: this.next() < 0.15 ? null : this.point(4),
      languages: this.some(languages, 2, 1),
      ageRange: { min: this.next() < 0.5 ? null : 18, max: this.next() < 0.7 ? null : 25 + this.below(40) },
      visitors: this.next() < 0.6,
      sessions: Array.from({ length: this.below(6) }, (_, week) => {
        const start = first + week * 84 * HOUR;
        return { start, end: start + HOUR, weekday: new Date(start).getUTCDay() || 7 };
      }),
    };
  }

  query(): Query {
    const maybe = <T>(chance: number, value: () => T) => (this.next() < chance ? value() : undefined);
    return {
      now: NOW + this.below(200) * HOUR,
      near: maybe(0.6, () => ({ point: this.point(3), withinKm: 1 + this.next() ** 3 * 3000 })),
      focuses: maybe(0.5, () => this.some([...focuses, 'unheard-of'], 4)),
      audiences: maybe(0.3, () => this.some(audiences, 3)),
      modalities: maybe(0.3, () => this.some(modalities, 2)),
      facilitations: maybe(0.1, () => this.some(facilitations, 2)),
      languages: maybe(0.3, () => this.some(languages, 2)),
      weekdays: maybe(0.3, () => this.some([1, 2, 3, 4, 5, 6, 7], 3)),
      age: maybe(0.2, () => 10 + this.below(60)),
      visitors: maybe(0.2, () => true),
      offset: maybe(0.3, () => this.below(30)),
      limit: maybe(0.5, () => this.below(50)),
    };
  }
}
