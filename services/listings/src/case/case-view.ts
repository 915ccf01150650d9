import { organizationStates } from '@opencircle/auth';
import { caseId, listingId, organizationId, personId, revisionId } from '@opencircle/contracts';
import { z } from 'zod';
import { listingContent } from '../listing/listing-content.js';
import type { Shown } from '../organization/organization.js';
import { reportReasons } from '../report/report-reasons.js';
import { caseKinds, caseStates, type ModerationCase } from './moderation-case.js';

const check = z.object({ code: z.string(), severity: z.enum(['info', 'warning']), message: z.string() });

const summaryFields = {
  id: caseId,
  kind: z.enum(caseKinds),
  state: z.enum(caseStates),
  listingId,
  listingName: z.string(),
  organizationId,
  organizationName: z.string().nullable(),
  /** Of a suspended organization nothing is approved. */
  organizationState: z.enum(organizationStates),
  openedAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
  checks: z.array(check),
  decision: z.enum(['approved', 'changes-requested', 'rejected', 'withdrawn']).nullable(),
  claimedBy: personId.optional(),
  claimExpiresAt: z.iso.datetime().optional(),
};

/** A line of the queue. */
export const caseSummary = z.object(summaryFields).meta({ id: 'CaseSummary' });
export type CaseSummary = z.input<typeof caseSummary>;

const entry = z.object({
  at: z.iso.datetime(),
  what: z.string(),
  by: personId.optional(),
  reasonCode: z.string().optional(),
  note: z.string().optional(),
});

const nextSession = z.object({ start: z.iso.datetime(), end: z.iso.datetime(), zone: z.string() });

/** All that a moderator needs to decide. Join links stay out of it: `joinable` says whether there is one. */
export const caseView = z
  .object({
    ...summaryFields,
    revision: z.object({
      id: revisionId,
      content: listingContent,
      submittedAt: z.iso.datetime().nullable(),
      joinable: z.boolean(),
    }),
    published: listingContent.nullable(),
    nextSessions: z.array(nextSession),
    report: z
      .object({ reason: z.enum(reportReasons), note: z.string().nullable(), reportedAt: z.iso.datetime() })
      .optional(),
    timeline: z.array(entry),
  })
  .meta({ id: 'Case' });
export type CaseView = z.input<typeof caseView>;

/** A claim that has run out is not told: the case is open again. */
export function caseSummaryOf(moderation: ModerationCase, organization: Shown, now: Date): CaseSummary {
  const state = moderation.stateAt(now);
  const { claimedBy, claimExpiresAt } = moderation;
  return {
    id: moderation.id,
    kind: moderation.kind,
    state,
    listingId: moderation.listingId,
    listingName: moderation.listingName,
    organizationId: moderation.organizationId,
    ...organization,
    openedAt: moderation.openedAt.toISOString(),
    dueAt: moderation.dueAt.toISOString(),
    checks: moderation.checks,
    decision: moderation.decision,
    ...(state === 'claimed' && claimedBy !== null && claimExpiresAt !== null
      ? { claimedBy, claimExpiresAt: claimExpiresAt.toISOString() }
      : {}),
  };
}
