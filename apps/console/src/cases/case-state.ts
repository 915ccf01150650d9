import type { CaseSummary } from '../api/types.js';

/** As many as one bulk decision takes. */
export const BULK_LIMIT = 500;

/** Whether a case can be decided together with others: a report is answered by itself. */
export function isForBulk({ state, kind }: CaseSummary): boolean {
  return kind === 'revision' && state !== 'decided';
}

/** The message for where a case stands; of a decided one it says how it was decided. */
export function stateKey({ state, decision }: CaseSummary): string {
  return decision === null ? `case_state.${state}` : `decided.${decision}`;
}
