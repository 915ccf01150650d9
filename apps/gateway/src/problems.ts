import { domainErrors, type DomainError, type ProblemTable } from '@opencircle/service-defaults';

/** HTTP status of every expected failure of the edge. */
export const problems = {
  'account-locked': 429,
  'address-malformed': 400,
  'credentials-refused': 401,
  'factor-refused': 401,
  'link-refused': 401,
  'provider-refused': 401,
  'session-ended': 401,
  'signed-out': 401,
  csrf: 403,
  'not-proxied': 404,
  'too-many-attempts': 429,
  'service-unavailable': 503,
} as const satisfies ProblemTable;

const failure = domainErrors(problems);

/** What membership refuses a sign-in with, in its own words. */
export type SignInRefusal =
  'account-locked' | 'credentials-refused' | 'factor-refused' | 'link-refused' | 'provider-refused';

export function signInRefused(code: SignInRefusal): DomainError {
  const details: Readonly<Record<SignInRefusal, string>> = {
    'account-locked': 'too many failed attempts: sign in with a link by e-mail, or set a new password',
    'credentials-refused': 'e-mail address and password do not match',
    'factor-refused': 'this did not confirm who you are; try again or sign in anew',
    'link-refused': 'this link does not work any more; ask for a new one',
    'provider-refused': 'your organization did not sign you in; try again, or sign in another way',
  };
  return failure(code, details[code]);
}

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

/** `retryAfter`: seconds. */
export function tooManyAttempts(retryAfter: number): DomainError {
  return failure('too-many-attempts', 'too many attempts; wait a little', [], { retryAfter });
}
