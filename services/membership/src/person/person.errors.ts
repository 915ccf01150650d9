import type { DomainError } from '@opencircle/service-defaults';
import { failure } from '../problems.js';

export function emailTaken(): DomainError {
  return failure('email-taken', 'somebody already signs in with this e-mail address', [
    { pointer: '/email', rule: 'email-taken', detail: 'belongs to an account with a password' },
  ]);
}

/** Nobody chooses somebody else's password. */
export function inviteInstead(): DomainError {
  return failure('invite-instead', 'people choose their own password: invite them', [
    {
      pointer: '/password',
      rule: 'invite-instead',
      detail: 'is chosen by its person alone, who accepts an invitation',
    },
  ]);
}

export function passwordTooWeak(weakness: string): DomainError {
  return failure('password-too-weak', `the password ${weakness}`, [
    { pointer: '/password', rule: 'password-too-weak', detail: weakness },
  ]);
}

/** So many passwords are being hashed that this one would wait too long. */
export function tooBusy(): DomainError {
  return failure('too-busy', 'too many sign-ins are going on; try again in a few seconds');
}

export function unknownPerson(): DomainError {
  return failure('unknown-person', 'nobody has this id');
}

/** `at`: the places of the unknown ones in the request's list. */
export function unknownOrganization(at: readonly number[]): DomainError {
  return failure(
    'unknown-organization',
    'a moderator is for organizations that there are',
    at.map((index) => ({
      pointer: `/organizationIds/${index}`,
      rule: 'unknown-organization',
      detail: 'must be the id of an organization',
    })),
  );
}

export function notYourself(): DomainError {
  return failure('not-yourself', 'nobody does this to their own account; ask another admin');
}

export function lastAdmin(): DomainError {
  return failure('last-admin', 'this is the last admin who can sign in; name another one first');
}

export function roleNotHeld(): DomainError {
  return failure('role-not-held', 'this person does not have this role');
}
