import { sqlState } from '@opencircle/persistence';

/** Throw it from a handler when waiting helps and the event itself is fine. */
export class TransientFailure extends Error {}

/** Connection trouble, resources, serialization, deadlock, shutdown, lock and statement timeouts. */
const TRANSIENT_SQL = /^(08|53|40001|40P01|57P0|55P03|57014|25P03)/;
const TRANSIENT_NODE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);
const LOST_CONNECTION =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error/i;

/** Whether the same event can be expected to succeed later with nobody mending it. */
export function isTransient(error: unknown): boolean {
  if (error instanceof TransientFailure) return true;
  const code = sqlState(error);
  if (code !== undefined && (TRANSIENT_SQL.test(code) || TRANSIENT_NODE.has(code))) return true;
  return error instanceof Error && LOST_CONNECTION.test(error.message);
}
