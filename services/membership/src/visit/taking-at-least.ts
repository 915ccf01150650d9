import { setTimeout as sleep } from 'node:timers/promises';

/** Runs the work and answers no sooner than `milliseconds` after it was asked, whatever the outcome. */
export async function takingAtLeast<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  const [outcome] = await Promise.allSettled([work(), sleep(milliseconds)]);
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}
