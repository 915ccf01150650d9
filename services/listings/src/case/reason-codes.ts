export const decisions = ['approved', 'changes-requested', 'rejected'] as const;
export type Decision = (typeof decisions)[number];

/** Why a moderator decided as they did; what the submitter is told. A code is never reused. */
export const reasonCodes = {
  approved: ['meets-guidelines'],
  'changes-requested': ['schedule-unclear', 'contact-missing', 'personal-data', 'description-unclear'],
  rejected: ['duplicate', 'not-a-support-group', 'unsafe', 'spam', 'personal-data', 'cannot-verify'],
} as const satisfies Record<Decision, readonly string[]>;

export type ReasonCode = (typeof reasonCodes)[Decision][number];

/** Whether the code is a reason for that decision. */
export function fits(decision: Decision, code: string): boolean {
  return (reasonCodes[decision] as readonly string[]).includes(code);
}
