import { Controller } from '@nestjs/common';
import {
  caseClaimed,
  listingRejected,
  newId,
  type CaseId,
  type ListingRejected,
  type PersonId,
} from '@opencircle/contracts';
import { OnEvent, Outbox, TransientFailure, type EventContext } from '@opencircle/messaging';
import { isMended } from './child-settings.js';

/** An effect and an outgoing event, in one transaction with the inbox row. */
@Controller()
export class OnListingRejected {
  private readonly waited = new Set<string>();

  constructor(private readonly outbox: Outbox) {}

  @OnEvent(listingRejected)
  async run({ reasonCode }: ListingRejected, { db, event }: EventContext): Promise<void> {
    await db.query('INSERT INTO effect (event_id) VALUES ($1)', [event.id]);
    await this.outbox.add(db, caseClaimed, event.subject, {
      caseId: newId<CaseId>(),
      claimedBy: newId<PersonId>(),
      expiresAt: event.time,
    });
    if (reasonCode.includes('/poison/') && !isMended(process.env['CRASH_AT']))
      throw new TypeError('this event is poison');
    if (reasonCode.includes('/wait/') && !this.waited.has(event.id)) {
      this.waited.add(event.id);
      throw new TransientFailure('this event wants to be tried again');
    }
  }
}
