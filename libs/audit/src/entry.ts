import type { Action, Actor } from '@opencircle/auth';
import { z } from 'zod';

export const outcomes = ['allowed', 'denied', 'failed'] as const;
export type Outcome = (typeof outcomes)[number];

/** Ids, codes, names of routes and topics: nothing that somebody wrote about somebody. */
const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.:/-]{0,119}$/);
const codes = z.array(code).max(200);
const count = z.int().min(0);

/** A parked event's envelope as messaging outlines it: of text that is no code of ours its length alone. */
const envelope = z.record(z.string().max(60), z.unknown()).refine((value) => JSON.stringify(value).length <= 20_000);

/** All that may stand in an entry beside its columns. A fact that is not listed here does not compile, and is refused. */
const facts = z.strictObject({
  step: code.optional(),
  consumer: code.optional(),
  replayId: z.guid().optional(),
  eventId: code.optional(),
  event: envelope.optional(),
  counts: z.record(code, count).optional(),
  /** The one free text: why ops do what they do to parked events. The form asks them to write nothing about people. */
  statedReason: z.string().max(500).optional(),
  decision: code.optional(),
  listingId: z.guid().optional(),
  revisionId: z.guid().optional(),
  personId: z.guid().optional(),
  personIds: z.array(z.guid()).max(200).optional(),
  role: code.optional(),
  /** What a moderator's role is for (ISO 3166; organizations); neither when it is for everything. */
  regions: codes.optional(),
  organizationIds: z.array(z.guid()).max(200).optional(),
  /** Where an organization stands in the tree from now on; null at the top. */
  parentId: z.guid().nullable().optional(),
  method: code.optional(),
  factor: code.optional(),
  /** Authenticator assurance level of a session (NIST SP 800-63B-4 §2). */
  aal: z.int().min(1).max(3).optional(),
  rows: count.optional(),
  among: count.optional(),
  filters: codes.optional(),
  /** How many like this one the entry stands for, and since when (ISO 8601). */
  times: count.optional(),
  since: z.iso.datetime().optional(),
});
export type Facts = z.infer<typeof facts>;

/** What happened. `system` acts in loops, commands and event handlers. */
export type AuditEntry = {
  readonly actor: Actor | 'system';
  readonly action: Action;
  readonly object?: { readonly kind: string; readonly id: string } | undefined;
  readonly organizationId?: string | undefined;
  readonly outcome: Outcome;
  /** A stable code: why it was refused or failed, or the reason code of a decision. */
  readonly reason?: string | undefined;
  readonly facts?: Facts | undefined;
  /** Told where the request is not the one that runs now. */
  readonly requestId?: string | undefined;
};

/** Throws ZodError for a fact that may not be kept: a programming error. */
export function factsOf(entry: AuditEntry): Facts {
  return facts.parse(entry.facts ?? {});
}
