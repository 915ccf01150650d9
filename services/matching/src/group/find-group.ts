import { Injectable } from '@nestjs/common';
import type { ListingId, PublicContent } from '@opencircle/contracts';
import { Transactions } from '@opencircle/persistence';
import { nextSessions } from '@opencircle/schedule';
import { groupNotFound } from './group.errors.js';
import { PublishedGroup } from './published-group.js';

const SHOWN_SESSIONS = 8;

export type GroupView = {
  listingId: ListingId;
  organization: { id: string; name: string };
  content: PublicContent;
  nextSessions: { start: string; end: string; zone: string }[];
};

/** One published group with its next sessions. */
@Injectable()
export class FindGroup {
  constructor(private readonly transactions: Transactions) {}

  /** Throws `group-not-found`, also for listings that exist but are not published, and those of a suspended organization. */
  async run(listingId: ListingId): Promise<GroupView> {
    const { group, name } = await this.transactions.read(async (db) => {
      const group = await db.findOne(PublishedGroup, { listingId });
      if (group === null) throw groupNotFound();
      const [organization] = await db.query<{ name: string; suspended: boolean }>(
        'SELECT name, suspended FROM organization WHERE organization_id = $1',
        [group.organizationId],
      );
      if (organization?.suspended === true) throw groupNotFound();
      return { group, name: organization?.name ?? '' };
    });
    return {
      listingId: group.listingId,
      organization: { id: group.organizationId, name },
      content: group.content,
      nextSessions: nextSessions(group.content.series, new Date(), SHOWN_SESSIONS).map(({ start, end, zone }) => ({
        start,
        end,
        zone,
      })),
    };
  }
}
