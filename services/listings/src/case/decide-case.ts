import { Injectable } from '@nestjs/common';
import { Audit } from '@opencircle/audit';
import type { Actor } from '@opencircle/auth';
import {
  caseDecided,
  listingChangesRequested,
  listingPublished,
  listingRejected,
  type CaseId,
  type ListingId,
  type PersonId,
} from '@opencircle/contracts';
import { Outbox } from '@opencircle/messaging';
import { Idempotency, RowNotFound, Transactions, type Db } from '@opencircle/persistence';
import { personOf } from '../actor.js';
import { Clock } from '../clock.js';
import { Listing } from '../listing/listing.js';
import { publicationOf, refusalOf } from '../listing/listing.events.js';
import { Revision } from '../listing/revision.js';
import { decidedOneByOne } from './case.errors.js';
import { decisionOf } from './case.events.js';
import { findCase } from './find-case.js';
import { ModerationCase, type Verdict } from './moderation-case.js';

/** Closes a case. The decision on a snapshot's case is the decision on the snapshot, in one transaction. */
@Injectable()
export class DecideCase {
  constructor(
    private readonly tx: Transactions,
    private readonly idempotency: Idempotency,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Throws case-decided, case-claimed, reason-unfit, decision-not-offered. */
  async run(id: CaseId, verdict: Verdict, actor: Actor, key?: string): Promise<void> {
    const by = personOf(actor, 'case.decide');
    const keyed = key === undefined ? undefined : { scope: `case.decide:${by}`, key, request: { id, verdict } };
    await this.tx.run((db) =>
      this.idempotency.once(db, keyed, async () => {
        await demandCase(db, id, verdict, actor);
        await this.decide(db, id, verdict, by, actor);
        return { id };
      }),
    );
  }

  /** As `run`, for a decision that was made for `among` at once: only snapshots are. Throws decided-one-by-one besides. */
  async runAmongMany(id: CaseId, verdict: Verdict, actor: Actor, among: number): Promise<void> {
    const by = personOf(actor, 'case.decide');
    await this.tx.run(async (db) => {
      const { kind } = await demandCase(db, id, verdict, actor);
      if (kind !== 'revision') throw decidedOneByOne();
      await this.decide(db, id, verdict, by, actor, among);
    });
  }

  /** The listing is locked before the case, as everywhere, so that an edit and a decision cannot wait for one another. */
  private async decide(
    db: Db,
    id: CaseId,
    verdict: Verdict,
    by: PersonId,
    actor: Actor,
    among?: number,
  ): Promise<void> {
    const now = this.clock.now();
    const listing = await db.lock(Listing, { id: await listingIdOf(db, id) });
    const moderation = await db.lock(ModerationCase, { id });
    moderation.decide(verdict, by, now);
    await db.update(moderation, ...ModerationCase.changesWithVerdict);
    if (moderation.kind === 'revision') await this.decideRevision(db, listing, moderation, verdict, now);
    await this.outbox.add(db, caseDecided, id, decisionOf(moderation, verdict, by, now));
    await this.audit.record(db, {
      actor,
      action: 'case.decide',
      object: { kind: 'case', id },
      organizationId: listing.organizationId,
      outcome: 'allowed',
      reason: verdict.reasonCode,
      facts: { decision: verdict.decision, listingId: listing.id, ...(among !== undefined && { among }) },
    });
  }

  private async decideRevision(
    db: Db,
    listing: Listing,
    { revisionId }: ModerationCase,
    { decision, reasonCode }: Verdict,
    now: Date,
  ): Promise<void> {
    const revision = await db.lock(Revision, { id: revisionId });
    switch (decision) {
      case 'approved':
        listing.approve(revision, now);
        await this.outbox.add(db, listingPublished, listing.id, publicationOf(listing, revision, now));
        break;
      case 'changes-requested':
        listing.refuse(revision, 'changes_requested', now);
        await this.outbox.add(db, listingChangesRequested, listing.id, refusalOf(listing, revision, reasonCode, now));
        break;
      case 'rejected':
        listing.refuse(revision, 'rejected', now);
        await this.outbox.add(db, listingRejected, listing.id, refusalOf(listing, revision, reasonCode, now));
        break;
    }
    await db.update(revision, 'state', 'decidedAt');
    await db.update(listing, ...Listing.changesWithVerdict);
  }
}

/** The case, when this may be decided of it. Approving a snapshot shows it to people, which not every organization's may be. */
async function demandCase(db: Db, id: CaseId, verdict: Verdict, actor: Actor): Promise<ModerationCase> {
  const moderation = await findCase(db, id, actor, 'case.decide');
  const isPublication = moderation.kind === 'revision' && verdict.decision === 'approved';
  return isPublication ? findCase(db, id, actor, 'case.publish') : moderation;
}

async function listingIdOf(db: Db, id: CaseId): Promise<ListingId> {
  const [found] = await db.query<{ listing_id: ListingId }>('SELECT listing_id FROM moderation_case WHERE id = $1', [
    id,
  ]);
  if (found === undefined) throw new RowNotFound('moderation_case');
  return found.listing_id;
}
