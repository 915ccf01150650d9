import type { CaseClaimed, CaseDecided, CaseOpened, PersonId } from '@opencircle/contracts';
import type { ModerationCase, Verdict } from './moderation-case.js';

export function openingOf({ id, listingId, organizationId, kind, openedAt, dueAt }: ModerationCase): CaseOpened {
  return {
    caseId: id,
    listingId,
    organizationId,
    kind,
    openedAt: openedAt.toISOString(),
    dueAt: dueAt.toISOString(),
  };
}

export function claimOf({ id }: ModerationCase, claimedBy: PersonId, expiresAt: Date): CaseClaimed {
  return { caseId: id, claimedBy, expiresAt: expiresAt.toISOString() };
}

/** The note stays here: it is free text about people's work, and may be about people. */
export function decisionOf(
  { id, listingId, organizationId }: ModerationCase,
  { decision, reasonCode }: Verdict,
  decidedBy: PersonId,
  at: Date,
): CaseDecided {
  return { caseId: id, listingId, organizationId, decidedBy, decision, reasonCode, decidedAt: at.toISOString() };
}
