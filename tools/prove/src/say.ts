import { listingRejected, newId, type ListingId, type OrganizationId, type RevisionId } from '@opencircle/contracts';
import type { Outbox } from '@opencircle/messaging';
import type { Db } from '@opencircle/persistence';

export type Saying = { readonly key: string; readonly subject: string };

/** One event about the subject. Its reason code, `key`, tells which request it is of; 60 characters at most. */
export async function say(outbox: Outbox, db: Db, { key, subject }: Saying): Promise<void> {
  await outbox.add(db, listingRejected, subject, {
    listingId: subject as ListingId,
    organizationId: newId<OrganizationId>(),
    revisionId: newId<RevisionId>(),
    reasonCode: key,
    decidedAt: new Date().toISOString(),
  });
}
