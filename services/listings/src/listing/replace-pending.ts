import type { Db } from '@opencircle/persistence';
import { ModerationCase } from '../case/moderation-case.js';
import type { Listing } from './listing.js';
import { Revision } from './revision.js';

/** Makes room for a newer snapshot: the pending one is withdrawn, and so is the case that waits for it. */
export async function replacePending(db: Db, listing: Listing, now: Date): Promise<void> {
  if (listing.pendingRevisionId === null) return;
  const pending = await db.lock(Revision, { id: listing.pendingRevisionId });
  if (pending.state === 'in_review') {
    const waiting = await db.lock(ModerationCase, { revisionId: pending.id, kind: 'revision' });
    waiting.withdraw(now);
    await db.save(waiting);
  }
  pending.supersede(now);
  await db.save(pending);
}
