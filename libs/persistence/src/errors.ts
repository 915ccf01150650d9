/** A row that the caller named is not there, or not theirs to know of. The message is for anybody and keeps our table names. */
export class RowNotFound extends Error {
  constructor(readonly table: string) {
    super('there is nothing under this id');
  }
}

/** The same Idempotency-Key came with another request body. */
export class IdempotencyKeyReused extends Error {
  constructor() {
    super('this Idempotency-Key was used for another request');
  }
}

/** The caller edited a version that is no longer the current one. */
export class StaleVersion extends Error {
  constructor(readonly current: number) {
    super(`the current version is ${current}`);
  }
}

/** Work caught the error of a statement and went on as if its transaction could still commit. */
export class FailureSwallowed extends Error {
  constructor() {
    super('a failed statement was caught inside the transaction, which cannot commit any more');
  }
}

/** PostgreSQL's code (SQLSTATE) of a failed statement, or undefined when the error is of another kind. */
export function sqlState(error: unknown): string | undefined {
  const driver = (error as { driverError?: unknown } | null)?.driverError ?? error;
  const code = (driver as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** Codes are words of ours, PostgreSQL's or Node's; anything longer or freer is none. */
const CODE = /^[\w-]{1,40}$/;

/**
 * What kind of error it is: the name of its class, with its code (SQLSTATE, errno, a problem's) where it has one. For log
 * lines and stored rows, since an error's message may quote what somebody typed, a row, or an event.
 */
export function classOf(error: unknown): string {
  const name = error instanceof Error ? error.constructor.name : typeof error;
  const code = sqlState(error);
  return code !== undefined && CODE.test(code) ? `${name} ${code}` : name;
}

/** Connection, resources, shutdown (SQLSTATE classes 08, 53, 57P), and sockets that do not connect. */
const AWAY = /^(08|53|57P)|^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)$/;
/** What pg and its pool say without a code: the connection broke, or none became free in time. */
const NO_CONNECTION =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error/i;

/** Whether the database cannot be had at the moment, through no fault of what was asked. */
export function isDatabaseAway(error: unknown): boolean {
  if (AWAY.test(sqlState(error) ?? '')) return true;
  return error instanceof Error && NO_CONNECTION.test(error.message);
}
