import { isDatabaseAway, sqlState } from '@opencircle/persistence';

/** Throw it from a handler when waiting helps and the event itself is fine. */
export class TransientFailure extends Error {}

/** A statement of the handler ran longer than an event may take; the next time it most likely does again. */
export class HandlerTooSlow extends Error {
  constructor(cause: unknown) {
    super('a statement of the handler was cancelled: it ran too long', { cause });
  }
}

/** Cancelled by `statement_timeout`, not by a person; waiting for a lock has a shorter limit and another code. */
export function isStatementTooLong(error: unknown): boolean {
  return sqlState(error) === '57014' && error instanceof Error && error.message.includes('statement timeout');
}

/** Serialization, deadlock, lock, statement and idle timeouts: the same event can pass a moment later. */
const PASSING = /^(40001|40P01|55P03|57014|25P03)$/;

/** Whether the same event can be expected to succeed later with nobody mending it. */
export function isTransient(error: unknown): boolean {
  return error instanceof TransientFailure || isDatabaseAway(error) || PASSING.test(sqlState(error) ?? '');
}
