import type { Broker } from '../broker.js';
import type { Stage } from './stage.js';

/** `n` is how much was looked at, `found` counts each kind of fault: the promise is kept when all are 0. */
export type Finding = { readonly n: number; readonly found: Readonly<Record<string, number>> };

/** Something that the messaging guarantees rest on, checked against a real Kafka. */
export type BrokerPromise = {
  readonly name: string;
  readonly check: (broker: Broker, stage: Stage) => Promise<Finding>;
};

export function isKept({ found }: Finding): boolean {
  return Object.values(found).every((count) => count === 0);
}

export function numbered(count: number, first = 0): string[] {
  return Array.from({ length: count }, (_, i) => String(first + i));
}

/** How many of the expected are not there. */
export function missing(expected: readonly string[], there: readonly string[]): number {
  const set = new Set(there);
  return expected.filter((one) => !set.has(one)).length;
}

/** How many are there more than once. */
export function repeated(there: readonly string[]): number {
  return there.length - new Set(there).size;
}

/** How often a number is less than one that stood before it. */
export function inversions(numbers: readonly number[]): number {
  return numbers.filter((number, i) => number < (numbers[i - 1] ?? number)).length;
}

export function count(isFault: boolean): number {
  return isFault ? 1 : 0;
}
