import { domainErrors, type ProblemTable } from '@opencircle/service-defaults';

/** HTTP status of every expected failure of this service. */
export const problems = {
  'account-locked': 429,
  'client-refused': 401,
  'confirm-first': 403,
  'credentials-refused': 401,
  'email-taken': 409,
  'factor-not-found': 404,
  'factor-refused': 401,
  'group-not-found': 404,
  'last-admin': 409,
  'last-factor': 409,
  'last-owner': 409,
  'link-refused': 401,
  'move-makes-circle': 422,
  'no-factor': 409,
  'not-a-session': 422,
  'not-yourself': 409,
  'organization-not-found': 404,
  'parent-not-found': 422,
  'password-too-weak': 422,
  'person-not-found': 422,
  'role-not-held': 404,
  'session-ended': 401,
  'session-not-found': 404,
  'too-busy': 429,
  'too-many-attempts': 429,
  'too-many-factors': 409,
  'unknown-person': 404,
  'visits-not-offered': 409,
} as const satisfies ProblemTable;

export const failure = domainErrors(problems);
