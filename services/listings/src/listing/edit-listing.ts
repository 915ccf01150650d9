import { Injectable } from '@nestjs/common';
import type { Actor } from '@opencircle/auth';
import type { ListingId } from '@opencircle/contracts';
import { StaleVersion, Transactions } from '@opencircle/persistence';
import { demandFound } from '@opencircle/service-defaults';
import { personOf } from '../actor.js';
import { Clock } from '../clock.js';
import { relationOfListing } from '../organization/relation-of.js';
import { Listing } from './listing.js';
import type { ListingContent } from './listing-content.js';
import type { PrivateContent } from './private-content.js';
import { replacePending } from './replace-pending.js';
import { Revision } from './revision.js';
import { SubmitRevision } from './submit-revision.js';

export type Edit = { content: ListingContent; privateContent?: PrivateContent | undefined };

/**
 * Writes a new snapshot on top of the version that the editor saw. A draft stays a draft; what is published or under
 * review goes to review at once, and people keep seeing the published snapshot until then.
 */
@Injectable()
export class EditListing {
  constructor(
    private readonly tx: Transactions,
    private readonly submission: SubmitRevision,
    private readonly clock: Clock,
  ) {}

  /** Without private content in the edit the join link stays as it was. Throws StaleVersion, listing-closed. */
  async run(id: ListingId, edit: Edit, version: number, actor: Actor): Promise<void> {
    await this.tx.run(async (db) => {
      const listing = await db.lock(Listing, { id });
      await demandFound(listing, actor, 'listing.edit', { relation: (one) => relationOfListing(db, one) });
      if (listing.version !== version) throw new StaleVersion(listing.version);
      const now = this.clock.now();
      const { privateContent } = await db.get(Revision, { id: listing.currentRevisionId });
      const by = personOf(actor, 'listing.edit');
      const revision = Revision.write(id, { privateContent, ...defined(edit) }, by, now);
      const isDraft = listing.state === 'draft';
      await replacePending(db, listing, now);
      listing.propose(revision, now);
      if (!isDraft) await this.submission.within(db, listing, revision, now);
      await db.manager.insert(Revision, revision);
      await db.save(listing);
    });
  }
}

function defined({ content, privateContent }: Edit): Edit {
  return privateContent === undefined ? { content } : { content, privateContent };
}
