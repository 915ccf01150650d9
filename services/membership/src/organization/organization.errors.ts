import type { DomainError } from '@opencircle/service-defaults';
import { failure } from '../problems.js';

export function organizationNotFound(): DomainError {
  return failure('organization-not-found', 'no organization has this id');
}

export function parentNotFound(): DomainError {
  return failure('parent-not-found', 'the parent organization is not known', [
    { pointer: '/parentId', rule: 'parent-not-found', detail: 'must be the id of an organization' },
  ]);
}

export function moveMakesCircle(): DomainError {
  return failure('move-makes-circle', 'the new parent is this organization, or below it', [
    { pointer: '/parentId', rule: 'move-makes-circle', detail: 'must not be the organization or one below it' },
  ]);
}

export function personNotFound(): DomainError {
  return failure('person-not-found', 'nobody with this id can be made staff', [
    { pointer: '/personId', rule: 'person-not-found', detail: 'must be the id of a person' },
  ]);
}

export function lastOwner(): DomainError {
  return failure('last-owner', 'an organization always has an owner; transfer ownership first');
}

export function staffNotFound(): DomainError {
  return failure('role-not-held', 'this person does not have this role');
}
