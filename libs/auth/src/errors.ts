/**
 * No token where one is needed (`unauthenticated`), one that does not hold (`invalid-token`), or one from before the
 * person's access was changed (`access-changed`): a renewed one says what holds now. HTTP 401.
 */
export class Unauthenticated extends Error {
  constructor(
    readonly code: 'unauthenticated' | 'invalid-token' | 'access-changed',
    detail: string,
  ) {
    super(detail);
  }
}

/**
 * The actor is known, and may not; or may not while the organization is suspended, which is told to who could otherwise.
 * HTTP 403. The reason names the action only: never whose row it was.
 */
export class Forbidden extends Error {
  constructor(
    readonly action: string,
    readonly code: 'forbidden' | 'organization-suspended' = 'forbidden',
  ) {
    super(
      code === 'forbidden' ? `you may not do this (${action})` : `not while the organization is suspended (${action})`,
    );
  }
}

/** The issuer's keys cannot be fetched, so no token can be judged. HTTP 503. */
export class KeysUnavailable extends Error {
  readonly code = 'keys-unavailable';

  constructor(cause: unknown) {
    super("the token issuer's keys cannot be fetched at the moment", { cause });
  }
}

/** Whose access was taken away cannot be read, so no person's token is trusted. HTTP 503. */
export class AccessUnknown extends Error {
  readonly code = 'access-unknown';

  constructor(cause: unknown) {
    super('whether access still holds cannot be told at the moment', { cause });
  }
}
