import { domainErrors, type DomainError, type ProblemTable } from '@opencircle/service-defaults';

/** HTTP status of every expected failure of the edge. */
export const problems = {
  'address-malformed': 400,
  'credentials-refused': 401,
  'session-ended': 401,
  'signed-out': 401,
  csrf: 403,
  'not-proxied': 404,
  'too-many-attempts': 429,
  'service-unavailable': 503,
} as const satisfies ProblemTable;

const failure = domainErrors(problems);

/** `service`: the one that does not answer, so that a page can say which part is away. */
export function serviceUnavailable(service: string): DomainError {
  return failure('service-unavailable', `${service} does not answer at the moment`, [], { service });
}

export function addressMalformed(): DomainError {
  return failure('address-malformed', 'the address has dot segments, empty segments, or encoded separators');
}

export function notProxied(): DomainError {
  return failure('not-proxied', 'there is nothing at this address');
}

export function csrf(): DomainError {
  return failure('csrf', 'this request does not come from our own pages');
}

export function signedOut(): DomainError {
  return failure('signed-out', 'nobody is signed in');
}

export function sessionEnded(): DomainError {
  return failure('session-ended', 'this session is over; sign in again');
}

export function credentialsRefused(): DomainError {
  return failure('credentials-refused', 'e-mail address and password do not match');
}

/** `retryAfter`: seconds. */
export function tooManyAttempts(retryAfter: number): DomainError {
  return failure('too-many-attempts', 'too many attempts; wait a little', [], { retryAfter });
}
