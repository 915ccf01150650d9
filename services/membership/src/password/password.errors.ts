import type { DomainError } from '@opencircle/service-defaults';
import { failure } from '../problems.js';

const faults = {
  needed: 'is missing: this account has a password',
  'none-yet': 'must be left out: this account has no password yet',
  wrong: 'is not the password of this account',
  changed: 'was changed meanwhile',
} as const;

/** `rule`: what is wrong with the one that was given, or not given. Told to the account's own confirmed session alone. */
export function currentPasswordRefused(rule: keyof typeof faults): DomainError {
  const detail = faults[rule];
  return failure('current-password-refused', `the current password ${detail}`, [
    { pointer: '/currentPassword', rule, detail },
  ]);
}
