import { Injectable } from '@nestjs/common';
import type { Actor } from '@opencircle/auth';
import type { ListingId } from '@opencircle/contracts';
import { Idempotency, Transactions } from '@opencircle/persistence';
import { demandFound } from '@opencircle/service-defaults';
import { personOf } from '../actor.js';
import { Clock } from '../clock.js';
import { relationOfListing } from '../organization/relation-of.js';
import { Listing } from './listing.js';
import { nothingToSubmit } from './listing.errors.js';
import { Revision } from './revision.js';
import { SubmitRevision } from './submit-revision.js';

/** Asks for the draft to be reviewed. */
@Injectable()
export class SubmitListing {
  constructor(
    private readonly tx: Transactions,
    private readonly idempotency: Idempotency,
    private readonly submission: SubmitRevision,
    private readonly clock: Clock,
  ) {}

  async run(id: ListingId, actor: Actor, key: string | undefined): Promise<void> {
    const by = personOf(actor, 'listing.submit');
    const keyed = key === undefined ? undefined : { scope: `listing.submit:${by}`, key, request: { id } };
    await this.tx.run(async (db) => {
      const listing = await db.lock(Listing, { id });
      await demandFound(listing, actor, 'listing.submit', { relation: (one) => relationOfListing(db, one) });
      await this.idempotency.once(db, keyed, async () => {
        if (listing.pendingRevisionId === null) throw nothingToSubmit();
        const revision = await db.lock(Revision, { id: listing.pendingRevisionId });
        await this.submission.within(db, listing, revision, this.clock.now());
        await db.save(listing);
        await db.save(revision);
        return { id };
      });
    });
  }
}
