/** No token where one is needed (`unauthenticated`), or one that does not hold (`invalid-token`). HTTP 401. */
export class Unauthenticated extends Error {
  constructor(
    readonly code: 'unauthenticated' | 'invalid-token',
    detail: string,
  ) {
    super(detail);
  }
}

/** The actor is known, and may not. HTTP 403. The reason names the action only: never whose row it was. */
export class Forbidden extends Error {
  readonly code = 'forbidden';

  constructor(readonly action: string) {
    super(`you may not do this (${action})`);
  }
}

/** The issuer's keys cannot be fetched, so no token can be judged. HTTP 503. */
export class KeysUnavailable extends Error {
  readonly code = 'keys-unavailable';

  constructor(cause: unknown) {
    super("the token issuer's keys cannot be fetched at the moment", { cause });
  }
}
