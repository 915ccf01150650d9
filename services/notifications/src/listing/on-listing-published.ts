import { listingPublished, type ListingPublished } from '@opencircle/contracts';
import { OnEvent, type EventContext } from '@opencircle/messaging';
import { Controller } from '@nestjs/common';
import { ListingFacts } from './listing-facts.js';

/** Keeps the name and the zone of a group, for the mails about it. */
@Controller()
export class OnListingPublished {
  @OnEvent(listingPublished)
  async run({ listingId, organizationId, content }: ListingPublished, { db }: EventContext): Promise<void> {
    const facts = { listingId, organizationId, name: content.name, zone: content.series.zone };
    await db.manager.upsert(ListingFacts, facts, ['listingId']);
  }
}
