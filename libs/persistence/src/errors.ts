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

/** PostgreSQL's code (SQLSTATE) of a failed statement, or undefined when the error is of another kind. */
export function sqlState(error: unknown): string | undefined {
  const driver = (error as { driverError?: unknown } | null)?.driverError ?? error;
  const code = (driver as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}
