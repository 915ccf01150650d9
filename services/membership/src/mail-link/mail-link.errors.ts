import type { DomainError } from '@opencircle/service-defaults';
import { failure } from '../problems.js';

/** The one answer to a link that is unknown, used, over, or for something else. */
export function linkRefused(): DomainError {
  return failure('link-refused', 'this link does not work any more; ask for a new one');
}
