import { Controller } from '@nestjs/common';
import { listingPublished, type ListingPublished } from '@opencircle/contracts';
import { OnEvent, type EventContext } from '@opencircle/messaging';
import { IndexFeed } from './index-feed.js';

/** A listing was published, or published anew: from now on it is found as it says. */
@Controller()
export class OnListingPublished {
  constructor(private readonly feed: IndexFeed) {}

  @OnEvent(listingPublished)
  async run(listing: ListingPublished, { db }: EventContext): Promise<void> {
    await db.query(
      `INSERT INTO published_group (listing_id, organization_id, revision_id, published_at, content)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (listing_id) DO UPDATE SET
         organization_id = excluded.organization_id, revision_id = excluded.revision_id,
         published_at = excluded.published_at, content = excluded.content, changed_in = excluded.changed_in`,
      [listing.listingId, listing.organizationId, listing.revisionId, listing.publishedAt, listing.content],
    );
    db.afterCommit(() => this.feed.wake());
  }
}
