import { randomUUID } from 'node:crypto';

/** A caller's `x-request-id` that is safe to repeat in logs and answers. */
const SANE_REQUEST_ID = /^[A-Za-z0-9_-][A-Za-z0-9._-]{7,63}$/;

export function requestIdOf(given: string | string[] | undefined): string {
  return typeof given === 'string' && SANE_REQUEST_ID.test(given) ? given : randomUUID();
}
