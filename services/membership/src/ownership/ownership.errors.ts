import type { DomainError } from '@opencircle/service-defaults';
import { failure } from '../problems.js';

/** Also said of an offer that is over, taken back, or for somebody else. */
export function offerNotFound(): DomainError {
  return failure('offer-not-found', 'no open offer has this id');
}

export function offerOpen(): DomainError {
  return failure('offer-open', 'you offer this organization to somebody already; cancel that offer first');
}

export function notStaff(): DomainError {
  return failure('not-staff', 'ownership goes to somebody who acts for the organization already', [
    { pointer: '/personId', rule: 'not-staff', detail: 'must be the id of somebody else on its staff' },
  ]);
}
