import { Injectable } from '@nestjs/common';
import { caseOpened } from '@opencircle/contracts';
import { Outbox } from '@opencircle/messaging';
import type { Db } from '@opencircle/persistence';
import type { Listing } from '../listing/listing.js';
import type { Revision } from '../listing/revision.js';
import { openingOf } from './case.events.js';
import { checkContent } from './checks/check-content.js';
import { findNeighbours } from './find-neighbours.js';
import { ModerationCase, type CaseKind } from './moderation-case.js';

/** Puts something before the moderators, with what machines noticed about it. A step of a larger transaction. */
@Injectable()
export class OpenCase {
  constructor(private readonly outbox: Outbox) {}

  async within(db: Db, kind: CaseKind, listing: Listing, revision: Revision, now: Date): Promise<ModerationCase> {
    // The group next door may be another organization's; of it only the name gets into the check.
    const neighbours = await db.asSystem(() => findNeighbours(db, listing));
    const checks = checkContent(revision.content, revision.privateContent, listing, neighbours);
    const opened = ModerationCase.open({ kind, listing, revisionId: revision.id, checks }, now);
    await db.manager.insert(ModerationCase, opened);
    await this.outbox.add(db, caseOpened, opened.id, openingOf(opened));
    return opened;
  }
}
