import type { ProblemError } from './problem.js';

/** What came in does not fit the route's schema. HTTP 400, with every fault at once. */
export class InvalidRequest extends Error {
  constructor(
    readonly errors: readonly ProblemError[],
    readonly code = 'invalid-request',
    readonly status: 400 | 412 | 428 = 400,
  ) {
    super(errors.length === 1 ? 'one value does not hold' : `${errors.length} values do not hold`);
  }
}
