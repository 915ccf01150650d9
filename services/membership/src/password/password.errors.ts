import type { DomainError } from '@opencircle/service-defaults';
import { failure } from '../problems.js';

/** `detail`: what is wrong with the one that was given, or not given. */
export function currentPasswordRefused(detail: string): DomainError {
  return failure('current-password-refused', `the current password ${detail}`, [
    { pointer: '/currentPassword', rule: 'current-password-refused', detail },
  ]);
}
