import type { DomainError } from '@opencircle/service-defaults';
import { failure } from '../problems.js';

/** The one answer to a wrong, malformed, used or unknown second factor, and to a challenge that is over. */
export function factorRefused(): DomainError {
  return failure('factor-refused', 'this did not confirm who you are; try again or sign in anew');
}

export function factorNotFound(): DomainError {
  return failure('factor-not-found', 'you have no factor with this id');
}

/** Roles that need a second factor would be left without one. */
export function lastFactor(): DomainError {
  return failure('last-factor', 'your role needs a second factor: add another one before you remove this one');
}

export function tooManyFactors(): DomainError {
  return failure('too-many-factors', 'there are as many passkeys as an account can have; remove one first');
}

export function noFactor(): DomainError {
  return failure('no-factor', 'add a passkey or an authenticator app first');
}
