import { DomainError } from '@opencircle/service-defaults';

export function groupNotFound(): DomainError {
  return new DomainError('group-not-found', 'There is no published group with this id.');
}
