import type { DomainError } from '@opencircle/service-defaults';
import { failure } from '../problems.js';

/** The one answer to a wrong password, an unknown address, an account without password and a disabled one. */
export function credentialsRefused(): DomainError {
  return failure('credentials-refused', 'e-mail address and password do not match');
}

export function sessionEnded(): DomainError {
  return failure('session-ended', 'this session is over; sign in again');
}

export function sessionNotFound(): DomainError {
  return failure('session-not-found', 'you have no session with this id');
}

/** `retryAfter`: seconds. */
export function tooManyAttempts(retryAfter: number): DomainError {
  return failure('too-many-attempts', 'too many failed attempts; wait a little', [], { retryAfter });
}

/** Said of unknown addresses as well, after as many guesses. */
export function accountLocked(): DomainError {
  return failure('account-locked', 'too many failed attempts: sign in with a link by e-mail, or set a new password');
}

/** What is at stake needs a password or factor of the last ten minutes, and a second factor where there is one. */
export function confirmFirst(): DomainError {
  return failure('confirm-first', 'confirm first that it is you');
}
