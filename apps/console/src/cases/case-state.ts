import type { CaseSummary } from '../api/types.js';

/** The message for where a case stands; of a decided one it says how it was decided. */
export function stateKey({ state, decision }: CaseSummary): string {
  return decision === null ? `case_state.${state}` : `decided.${decision}`;
}
