import { Body, Controller, Post } from '@nestjs/common';
import {
  listingRejected,
  newId,
  personRegistered,
  type ListingId,
  type OrganizationId,
  type PersonId,
  type RevisionId,
} from '@opencircle/contracts';
import { Outbox } from '@opencircle/messaging';
import { Transactions } from '@opencircle/persistence';
import type { WriteRequest } from './child-settings.js';

/** The API's write path, bare: the answer comes after the commit. */
@Controller('writes')
export class WriteController {
  constructor(
    private readonly tx: Transactions,
    private readonly outbox: Outbox,
  ) {}

  @Post()
  write(@Body() { key, subject, kind }: WriteRequest): Promise<void> {
    const now = new Date().toISOString();
    return this.tx.run((db) =>
      kind === 'refused'
        ? this.outbox.add(db, personRegistered, subject, { personId: subject as PersonId, registeredAt: now })
        : this.outbox.add(db, listingRejected, subject, {
            listingId: subject as ListingId,
            organizationId: newId<OrganizationId>(),
            revisionId: newId<RevisionId>(),
            reasonCode: key,
            decidedAt: now,
          }),
    );
  }
}
