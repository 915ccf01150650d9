import type { DomainError } from '@opencircle/service-defaults';
import { failure } from '../problems.js';

/** The one answer to a secret that is unknown, used, revoked or over. */
export function invitationRefused(): DomainError {
  return failure('invitation-refused', 'this invitation does not work any more; ask for a new one');
}

export function invitationNotFound(): DomainError {
  return failure('invitation-not-found', 'the organization has no open invitation with this id');
}

export function invitationOpen(): DomainError {
  return failure('invitation-open', 'this address is invited to this role already; revoke that invitation first', [
    { pointer: '/email', rule: 'invitation-open', detail: 'is invited already' },
  ]);
}

export function accountNeeded(): DomainError {
  return failure('account-needed', 'this address has no account yet: choose a name and a password', [
    { pointer: '/account', rule: 'account-needed', detail: 'must be given' },
  ]);
}
