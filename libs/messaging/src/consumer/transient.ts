import { isDatabaseAway, sqlState } from '@opencircle/persistence';

/** Throw it from a handler when waiting helps and the event itself is fine. */
export class TransientFailure extends Error {}

/** How long one statement of a handler may take: four too long end before the consumer counts as stuck. */
export const MOST_STATEMENT_MS = 8_000;
/** PostgreSQL's clock and ours do not agree to the millisecond. */
const TOLERANCE_MS = 100;

/** A statement of the handler was cancelled. With `usedItsTime` the next try would most likely only take as long again. */
export class HandlerTooSlow extends Error {
  constructor(
    cause: unknown,
    readonly usedItsTime: boolean,
  ) {
    super('a statement of the handler was cancelled: it ran too long, or a person ended it', { cause });
  }
}

/**
 * What a handler's failure is after so many milliseconds. 57014 says "cancelled", by `statement_timeout` or by a person,
 * and only the message says by which: in the language of the server, which only a superuser may choose (`lc_messages`).
 * So every cancellation counts against the event, lest one too slow holds its partition up for ever. One that came sooner
 * than our limit, from a person or a limit of the handler's own, is worth the usual attempts; waiting for a lock has a
 * shorter limit and another code.
 */
export function failureOf(error: unknown, afterMs: number): unknown {
  if (sqlState(error) !== '57014') return error;
  return new HandlerTooSlow(error, afterMs >= MOST_STATEMENT_MS - TOLERANCE_MS);
}

/** Serialization, deadlock, lock, statement and idle timeouts: the same event can pass a moment later. */
const PASSING = /^(40001|40P01|55P03|57014|25P03)$/;

/** Whether the same event can be expected to succeed later with nobody mending it. */
export function isTransient(error: unknown): boolean {
  return error instanceof TransientFailure || isDatabaseAway(error) || PASSING.test(sqlState(error) ?? '');
}
