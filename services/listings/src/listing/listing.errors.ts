import type { DomainError } from '@opencircle/service-defaults';
import { failure } from '../problems.js';

/** The listing is closed for edits: archived, or suspended by a moderator. */
export function listingClosed(state: string): DomainError {
  return failure('listing-closed', `This listing is ${state}; it takes no new content.`);
}

/** There is no draft that could be sent to review. */
export function nothingToSubmit(): DomainError {
  return failure('nothing-to-submit', 'There is no draft to submit: it is under review, or was decided on.');
}
