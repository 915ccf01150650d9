import type { DomainError } from '@opencircle/service-defaults';
import { failure } from '../problems.js';

/** The one answer to a wrong password, an unknown address, an account without password and a disabled one. */
export function credentialsRefused(): DomainError {
  return failure('credentials-refused', 'e-mail address and password do not match');
}

export function sessionEnded(): DomainError {
  return failure('session-ended', 'this session is over; sign in again');
}

/** `retryAfter`: seconds. */
export function tooManyAttempts(retryAfter: number): DomainError {
  return failure('too-many-attempts', 'too many failed attempts; wait a little', [], { retryAfter });
}
