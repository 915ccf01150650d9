import { Injectable } from '@nestjs/common';
import { policy, type Actor } from '@opencircle/auth';
import type { ListingId, OrganizationId } from '@opencircle/contracts';
import { Idempotency, Transactions } from '@opencircle/persistence';
import { personOf } from '../actor.js';
import { Clock } from '../clock.js';
import { relationOfOrganization } from '../organization/relation-of.js';
import { Listing } from './listing.js';
import type { ListingContent } from './listing-content.js';
import type { PrivateContent } from './private-content.js';
import { Revision } from './revision.js';

export type NewListing = {
  organizationId: OrganizationId;
  content: ListingContent;
  privateContent?: PrivateContent | undefined;
};

/** Writes down a group that nobody but its organization sees yet. */
@Injectable()
export class CreateListing {
  constructor(
    private readonly tx: Transactions,
    private readonly idempotency: Idempotency,
    private readonly clock: Clock,
  ) {}

  async run(request: NewListing, actor: Actor, key: string | undefined): Promise<ListingId> {
    const by = personOf(actor, 'listing.create');
    const keyed = key === undefined ? undefined : { scope: `listing.create:${by}`, key, request };
    const { id } = await this.tx.run(async (db) => {
      policy.demand(actor, 'listing.create', await relationOfOrganization(db, request.organizationId));
      return this.idempotency.once(db, keyed, async () => {
        const now = this.clock.now();
        const listing = Listing.draft(request.organizationId, now);
        const revision = Revision.write(listing.id, request, by, now);
        listing.propose(revision, now);
        await db.manager.insert(Listing, listing);
        await db.manager.insert(Revision, revision);
        return { id: listing.id };
      });
    });
    return id;
  }
}
