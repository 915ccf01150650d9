import type { DomainError } from '@opencircle/service-defaults';
import { failure } from '../problems.js';

/** Only what was checked can be run. */
export function importNotChecked(state: 'checking' | 'failed'): DomainError {
  const detail =
    state === 'checking' ? 'The rows are still being checked.' : 'The check failed; import the file again.';
  return failure('import-not-checked', detail);
}
