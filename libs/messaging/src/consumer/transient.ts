import { isDatabaseAway, sqlState } from '@opencircle/persistence';

/** Throw it from a handler when waiting helps and the event itself is fine. */
export class TransientFailure extends Error {}

/** Serialization, deadlock, lock, statement and idle timeouts: the same event can pass a moment later. */
const PASSING = /^(40001|40P01|55P03|57014|25P03)$/;

/** Whether the same event can be expected to succeed later with nobody mending it. */
export function isTransient(error: unknown): boolean {
  return error instanceof TransientFailure || isDatabaseAway(error) || PASSING.test(sqlState(error) ?? '');
}
