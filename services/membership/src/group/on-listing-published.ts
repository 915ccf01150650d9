import { listingPublished, type ListingPublished } from '@opencircle/contracts';
import { OnEvent, type EventContext } from '@opencircle/messaging';
import { Controller } from '@nestjs/common';
import { Group } from './group.js';

/** Keeps what booking needs of a group: whose it is, when it meets, whether visitors are welcome. */
@Controller()
export class OnListingPublished {
  @OnEvent(listingPublished)
  async run(listing: ListingPublished, { db }: EventContext): Promise<void> {
    await db.manager.upsert(
      Group,
      {
        listingId: listing.listingId,
        organizationId: listing.organizationId,
        name: listing.content.name,
        series: listing.content.series,
        visitorsAllowed: listing.content.visitors.allowed,
        publishedAt: new Date(listing.publishedAt),
      },
      ['listingId'],
    );
  }
}
