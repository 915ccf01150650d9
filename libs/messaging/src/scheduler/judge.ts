import { classOf } from '@opencircle/persistence';
import { waitBefore } from '../backoff.js';
import { isTransient } from '../consumer/transient.js';
import type { JobRow } from './job-row.js';

/** Failures that waiting does not explain; the fifth one sets the job aside. */
const ATTEMPTS = 5;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 60_000;

/** What becomes of a job whose handler failed: the row's next state. `waitMs` from now it is due again. */
export type Verdict = {
  state: 'waiting' | 'set-aside';
  failures: number;
  delays: number;
  errorClass: string;
  waitMs: number;
};

/** A transient failure is never counted against the job, but its waits grow all the same. */
export function judge({ failures, delays }: Pick<JobRow, 'failures' | 'delays'>, error: unknown): Verdict {
  const errorClass = classOf(error);
  if (isTransient(error)) {
    const waitMs = waitBefore(delays, FIRST_WAIT_MS, LONGEST_WAIT_MS);
    return { state: 'waiting', failures, delays: delays + 1, errorClass, waitMs };
  }
  return {
    state: failures + 1 < ATTEMPTS ? 'waiting' : 'set-aside',
    failures: failures + 1,
    delays,
    errorClass,
    waitMs: waitBefore(failures, FIRST_WAIT_MS, LONGEST_WAIT_MS),
  };
}
