import type { Action, Actor } from '@opencircle/auth';
import type { CaseId } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';
import { demandFound } from '@opencircle/service-defaults';
import { Listing } from '../listing/listing.js';
import { relationOfListing } from '../organization/relation-of.js';
import { ModerationCase } from './moderation-case.js';

/** The case, when it is there and this moderator may do this to it: a case stands where its listing stands. */
export async function findCase(db: Db, id: CaseId, actor: Actor, action: Action): Promise<ModerationCase> {
  const relation = async ({ listingId }: ModerationCase) =>
    relationOfListing(db, await db.get(Listing, { id: listingId }));
  return demandFound(await db.findOne(ModerationCase, { id }), actor, action, { relation });
}
