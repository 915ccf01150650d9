import { domainErrors, type ProblemTable } from '@opencircle/service-defaults';

/** HTTP status of every expected failure of this service. */
export const problems = {
  'account-locked': 429,
  'client-refused': 401,
  'confirm-first': 403,
  'credentials-refused': 401,
  'email-taken': 409,
  'last-admin': 409,
  'last-owner': 409,
  'not-yourself': 409,
  'group-not-found': 404,
  'move-makes-circle': 422,
  'factor-not-found': 404,
  'factor-refused': 401,
  'group-not-found': 404,
  'last-factor': 409,
  'link-refused': 401,
  'no-factor': 409,
  'not-a-session': 422,
  'organization-not-found': 404,
  'parent-not-found': 422,
  'password-too-weak': 422,
  'person-not-found': 422,
  'role-not-held': 404,
  'session-ended': 401,
  'unknown-person': 404,
  'session-not-found': 404,
  'too-busy': 429,
  'too-many-attempts': 429,
  'too-many-factors': 409,
  'visits-not-offered': 409,
} as const satisfies ProblemTable;

export const failure = domainErrors(problems);
