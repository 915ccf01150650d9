import type { ProblemError } from './problem.js';

/** A service's expected failures: code → HTTP status. The one place where a domain code meets HTTP. */
export type ProblemTable = Readonly<Record<string, number>>;

/** An expected failure of a use case. Its status stands in the service's `problems`. */
export class DomainError extends Error {
  constructor(
    readonly code: string,
    detail: string,
    readonly errors: readonly ProblemError[] = [],
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail);
  }
}

type Code<Table extends ProblemTable> = Extract<keyof Table, string>;

/**
 * A maker of DomainErrors that takes only the codes of a table, so that a code without a status does not compile:
 * `const failure = domainErrors(problems)`, then `throw failure('seat-taken', '…')`.
 */
export function domainErrors<const Table extends ProblemTable>(
  _table: Table,
): (code: Code<Table>, ...rest: [string, (readonly ProblemError[])?, Record<string, unknown>?]) => DomainError {
  return (code, detail, errors, extra) => new DomainError(code, detail, errors, extra);
}

/** Throws at boot when a table has a code that is not kebab-case, or a status that is not an error of the client's. */
export function checkProblemTable(table: ProblemTable): void {
  for (const [code, status] of Object.entries(table)) {
    if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(code)) throw new Error(`problem code ${code} is not kebab-case`);
    if (status !== 503 && (!Number.isInteger(status) || status < 400 || status > 499)) {
      throw new Error(`problem ${code} has status ${status}: an expected failure is a 4xx, or 503`);
    }
  }
}
