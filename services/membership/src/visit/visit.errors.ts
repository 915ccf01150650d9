import type { DomainError } from '@opencircle/service-defaults';
import { failure } from '../problems.js';

export function groupNotFound(): DomainError {
  return failure('group-not-found', 'no published group has this id');
}

export function visitsNotOffered(): DomainError {
  return failure('visits-not-offered', 'this group does not take visitors at the moment');
}

/** `nextStarts`: ISO instants, the next five sessions that can be booked instead. */
export function notASession(nextStarts: string[]): DomainError {
  return failure(
    'not-a-session',
    'the group does not meet at this time',
    [{ pointer: '/sessionStart', rule: 'not-a-session', detail: 'must be the start of an upcoming session' }],
    { nextStarts },
  );
}
