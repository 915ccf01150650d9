import { Injectable } from '@nestjs/common';
import { listingSubmitted } from '@opencircle/contracts';
import { Outbox } from '@opencircle/messaging';
import type { Db } from '@opencircle/persistence';
import { OpenCase } from '../case/open-case.js';
import type { Listing } from './listing.js';
import { submissionOf } from './listing.events.js';
import type { Revision } from './revision.js';

/** Sends a draft snapshot to review: state, case and events. The caller holds the listing's lock and saves both rows. */
@Injectable()
export class SubmitRevision {
  constructor(
    private readonly cases: OpenCase,
    private readonly outbox: Outbox,
  ) {}

  async within(db: Db, listing: Listing, revision: Revision, now: Date): Promise<void> {
    listing.submit(revision, now);
    await this.outbox.add(db, listingSubmitted, listing.id, submissionOf(listing, revision, now));
    await this.cases.within(db, 'revision', listing, revision, now);
  }
}
