import { Injectable } from '@nestjs/common';
import type { Actor } from '@opencircle/auth';
import { newId, type ListingId, type RevisionId } from '@opencircle/contracts';
import { Idempotency, Transactions } from '@opencircle/persistence';
import { demandFound } from '@opencircle/service-defaults';
import { OpenCase } from '../case/open-case.js';
import { Clock } from '../clock.js';
import { Listing } from '../listing/listing.js';
import { Revision } from '../listing/revision.js';
import { relationOfListing } from '../organization/relation-of.js';
import { Report } from './report.js';
import type { ReportReason } from './report-reasons.js';

export type NewReport = { listingId: ListingId; reason: ReportReason; note?: string | undefined };

/** Anybody may say that something is wrong with a group that anybody can find. */
@Injectable()
export class ReportListing {
  constructor(
    private readonly tx: Transactions,
    private readonly idempotency: Idempotency,
    private readonly cases: OpenCase,
    private readonly clock: Clock,
  ) {}

  /** Answers the report's id. A listing that people cannot find does not exist for them: RowNotFound. */
  async run(request: NewReport, actor: Actor, key: string | undefined): Promise<{ id: string }> {
    const keyed = key === undefined ? undefined : { scope: 'report.create', key, request };
    return this.tx.run((db) =>
      this.idempotency.once(db, keyed, async () => {
        const listing = await db.lock(Listing, { id: request.listingId });
        await demandFound(listing, actor, 'report.create', { relation: (one) => relationOfListing(db, one) });
        const now = this.clock.now();
        const published = await db.get(Revision, { id: listing.publishedRevisionId as RevisionId });
        const opened = await this.cases.within(db, 'report', listing, published, now);
        const report = { id: newId<string>(), caseId: opened.id, listingId: listing.id, reason: request.reason, note: request.note ?? null, reportedAt: now }; // prettier-ignore
        await db.manager.insert(Report, report);
        return { id: report.id };
      }),
    );
  }
}
