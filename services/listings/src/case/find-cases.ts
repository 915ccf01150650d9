import { Injectable } from '@nestjs/common';
import { policy, type Actor } from '@opencircle/auth';
import { caseId, type CaseId, type OrganizationId } from '@opencircle/contracts';
import { Transactions, type Db } from '@opencircle/persistence';
import { nextSessions } from '@opencircle/schedule';
import { instant } from '@opencircle/service-defaults';
import { Clock } from '../clock.js';
import { Listing } from '../listing/listing.js';
import { Revision } from '../listing/revision.js';
import { shownOrganizations } from '../organization/organization.js';
import { withinReach } from '../organization/relation-of.js';
import { paged, positionOf, type Page, type PageRequest } from '../page.js';
import { Report } from '../report/report.js';
import { caseSummaryOf, type CaseSummary, type CaseView } from './case-view.js';
import { findCase } from './find-case.js';
import { ModerationCase, type CaseKind, type CaseState } from './moderation-case.js';

export type CaseQuery = PageRequest & {
  state?: CaseState | undefined;
  kind?: CaseKind | undefined;
  organizationId?: OrganizationId | undefined;
  sort: 'dueAt' | 'openedAt';
};

const SESSIONS_SHOWN = 5;
/** A claim holds while its time has not come; as stored, a case whose claim ran out still says "claimed". */
const stateFilter = {
  open: "(c.state = 'open' OR (c.state = 'claimed' AND c.claimExpiresAt <= :now))",
  claimed: "(c.state = 'claimed' AND c.claimExpiresAt > :now)",
  decided: "c.state = 'decided'",
} as const satisfies Record<CaseState, string>;

/** Reads the moderators' queue, oldest first. */
@Injectable()
export class FindCases {
  constructor(
    private readonly tx: Transactions,
    private readonly clock: Clock,
  ) {}

  list(query: CaseQuery, actor: Actor): Promise<Page<CaseSummary>> {
    const after = positionOf(query.cursor, { value: instant(), id: caseId });
    const now = this.clock.now();
    return this.tx.read(async (db) => {
      const found = db.manager.createQueryBuilder(ModerationCase, 'c').where('true', { now });
      const region = '(SELECT region FROM listing WHERE listing.id = c.listing_id)';
      found.andWhere(...withinReach(policy.scope(actor, 'case.list'), { organization: 'c.organization_id', region }));
      if (query.state !== undefined) found.andWhere(stateFilter[query.state]);
      if (query.kind !== undefined) found.andWhere('c.kind = :kind', { kind: query.kind });
      if (query.organizationId !== undefined) {
        found.andWhere('c.organizationId = :organization', { organization: query.organizationId });
      }
      const total = await found.getCount();
      if (after !== undefined) found.andWhere(`(c.${query.sort}, c.id) > (:value, :id)`, after);
      found
        .orderBy(`c.${query.sort}`)
        .addOrderBy('c.id')
        .limit(query.limit + 1);
      const { rows, next } = paged(await found.getMany(), query.limit, (row) => ({
        value: row[query.sort].toISOString(),
        id: row.id,
      }));
      const organizationOf = await shownOrganizations(db, rows.map(({ organizationId }) => organizationId)); // prettier-ignore
      return { items: rows.map((row) => caseSummaryOf(row, organizationOf(row.organizationId), now)), next, total };
    });
  }

  one(id: CaseId, actor: Actor): Promise<CaseView> {
    const now = this.clock.now();
    return this.tx.read(async (db) => {
      const moderation = await findCase(db, id, actor, 'case.read');
      const organizationOf = await shownOrganizations(db, [moderation.organizationId]);
      const listing = await db.get(Listing, { id: moderation.listingId });
      const revision = await db.get(Revision, { id: moderation.revisionId });
      const published = await publishedOf(db, listing);
      const report = moderation.kind === 'report' ? await db.findOne(Report, { caseId: id }) : null;
      return {
        ...caseSummaryOf(moderation, organizationOf(moderation.organizationId), now),
        revision: shown(revision),
        published: published?.content ?? null,
        nextSessions: nextSessions(revision.content.series, now, SESSIONS_SHOWN),
        ...(report === null ? {} : { report: report.shown() }),
        timeline: moderation.timeline,
      };
    });
  }
}

async function publishedOf(db: Db, { publishedRevisionId }: Listing): Promise<Revision | null> {
  return publishedRevisionId === null ? null : db.get(Revision, { id: publishedRevisionId });
}

function shown({ id, content, submittedAt, privateContent }: Revision): CaseView['revision'] {
  const joinable = privateContent.joinLink !== null || privateContent.dialIn !== null;
  return { id, content, submittedAt: submittedAt?.toISOString() ?? null, joinable };
}
