import { Injectable } from '@nestjs/common';
import { policy, type Actor } from '@opencircle/auth';
import { listingId, type ListingId, type OrganizationId } from '@opencircle/contracts';
import { Transactions, type Db } from '@opencircle/persistence';
import { In } from 'typeorm';
import { demandFound, instant } from '@opencircle/service-defaults';
import { shownOrganizations } from '../organization/organization.js';
import { relationOfListing, withinReach } from '../organization/relation-of.js';
import { paged, positionOf, type Page, type PageRequest } from '../page.js';
import { Listing, type ListingState } from './listing.js';
import { listingViewOf, type ListingView } from './listing-view.js';
import { Revision } from './revision.js';

export type ListingQuery = PageRequest & {
  organizationId?: OrganizationId | undefined;
  state?: ListingState | undefined;
};

/** Reads listings for staff and moderators: only those that the caller's roles reach. */
@Injectable()
export class FindListings {
  constructor(private readonly tx: Transactions) {}

  list(query: ListingQuery, actor: Actor): Promise<Page<ListingView>> {
    const after = positionOf(query.cursor, { value: instant(), id: listingId });
    return this.tx.read(async (db) => {
      const found = db.manager.createQueryBuilder(Listing, 'l').where('true');
      const columns = { organization: 'l.organization_id', listing: 'l.id', region: 'l.region' };
      found.andWhere(...withinReach(policy.scope(actor, 'listing.list'), columns));
      if (query.organizationId !== undefined) {
        found.andWhere('l.organizationId = :organization', { organization: query.organizationId });
      }
      if (query.state !== undefined) found.andWhere('l.state = :state', { state: query.state });
      const total = await found.getCount();
      if (after !== undefined) found.andWhere('(l.updatedAt, l.id) < (:value, :id)', after);
      found
        .orderBy('l.updatedAt', 'DESC')
        .addOrderBy('l.id', 'DESC')
        .limit(query.limit + 1);
      const { rows, next } = paged(await found.getMany(), query.limit, ({ updatedAt, id }) => ({
        value: updatedAt.toISOString(),
        id,
      }));
      return { items: await this.views(db, rows, false), next, total };
    });
  }

  one(id: ListingId, actor: Actor): Promise<ListingView> {
    return this.tx.read(async (db) => {
      const relation = (listing: Listing) => relationOfListing(db, listing);
      const listing = await demandFound(await db.findOne(Listing, { id }), actor, 'listing.read', { relation });
      const withPrivate = policy.allows(actor, 'listing.read', await relation(listing), 'privateContent');
      const [view] = await this.views(db, [listing], withPrivate);
      return view as ListingView;
    });
  }

  private async views(db: Db, listings: Listing[], withPrivate: boolean): Promise<ListingView[]> {
    if (listings.length === 0) return [];
    const wanted = listings.flatMap(({ publishedRevisionId, pendingRevisionId }) =>
      [publishedRevisionId, pendingRevisionId].filter((id) => id !== null),
    );
    const revisions = new Map((await db.find(Revision, { where: { id: In(wanted) } })).map((one) => [one.id, one]));
    const shown = await shownOrganizations(db, listings.map(({ organizationId }) => organizationId)); // prettier-ignore
    return listings.map((one) => listingViewOf(one, revisions, shown(one.organizationId), withPrivate));
  }
}
