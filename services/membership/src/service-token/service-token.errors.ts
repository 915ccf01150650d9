import type { DomainError } from '@opencircle/service-defaults';
import { failure } from '../problems.js';

export function clientRefused(): DomainError {
  return failure('client-refused', 'client id and secret do not match');
}
