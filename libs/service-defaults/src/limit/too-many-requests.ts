/** Somebody asks more often than this may be asked. HTTP 429. */
export class TooManyRequests extends Error {
  readonly code = 'too-many-requests';

  /** `retryAfter`: seconds. */
  constructor(readonly retryAfter: number) {
    super('too many requests; wait a little');
  }
}
