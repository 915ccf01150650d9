import type { Decision, DecisionKind } from '../api/types.js';

/** The codes that a decision may give; the words stand in the messages under `reason`. */
const reasonCodes: Record<DecisionKind, Decision['reasonCode'][]> = {
  approved: ['meets-guidelines'],
  'changes-requested': ['schedule-unclear', 'contact-missing', 'personal-data', 'description-unclear'],
  rejected: ['duplicate', 'not-a-support-group', 'unsafe', 'spam', 'personal-data', 'cannot-verify'],
};

export function reasonChoices(decision: DecisionKind): { id: string; name: string }[] {
  return reasonCodes[decision].map((id) => ({ id, name: `reason.${id}` }));
}
