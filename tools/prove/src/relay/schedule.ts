import { Random } from '../random.js';

export const WRITERS = 8;
export const AGGREGATES = 20;
const TRANSACTIONS = 10;

/** One transaction: an event about each aggregate in turn, holding still after each, then commit or not. Milliseconds. */
export type Transaction = {
  readonly pause: number;
  readonly steps: readonly { readonly aggregate: number; readonly hold: number }[];
  readonly end: 'commit' | 'rollback';
};

/** What concurrent writers do, and when the relay's connections are cut. The seed decides all but who wins a race. */
export type Schedule = {
  readonly seed: number;
  readonly writers: readonly (readonly Transaction[])[];
  /** Milliseconds from the start. */
  readonly cuts: readonly number[];
};

export function scheduleOf(seed: number): Schedule {
  const random = new Random(seed);
  const transaction = (): Transaction => ({
    pause: random.chance(0.5) ? 0 : random.between(1, 6),
    steps: Array.from({ length: random.between(1, 3) }, () => ({
      aggregate: random.between(0, AGGREGATES - 1),
      hold: holdOf(random),
    })),
    end: random.chance(0.2) ? 'rollback' : 'commit',
  });
  return {
    seed,
    writers: Array.from({ length: WRITERS }, () => Array.from({ length: TRANSACTIONS }, transaction)),
    cuts: random.chance(0.2) ? [random.between(20, 150)] : [],
  };
}

/** Mostly none, often a few milliseconds, now and then so long that everybody else overtakes. */
function holdOf(random: Random): number {
  if (random.chance(0.6)) return 0;
  return random.chance(0.9) ? random.between(1, 12) : random.between(30, 80);
}
