import { visitBooked, type VisitBooked } from '@opencircle/contracts';
import { OnEvent, type EventContext } from '@opencircle/messaging';
import { Controller } from '@nestjs/common';
import { Delivery, queuedDelivery } from './delivery.js';
import { DeliverySender } from './delivery-sender.js';

/** Queues a mail to the visitor and one to each of the staff who are to know. They commit with the event. */
@Controller()
export class OnVisitBooked {
  constructor(private readonly sender: DeliverySender) {}

  @OnEvent(visitBooked)
  async run(visit: VisitBooked, { db, event }: EventContext): Promise<void> {
    const session = { listingId: visit.listingId, sessionStart: new Date(visit.sessionStart) };
    const now = new Date();
    const deliveries = [
      queuedDelivery(event.id, { ...session, recipientId: visit.personId, template: 'visit-confirmed' }, now),
      ...visit.facilitatorIds.map((recipientId) =>
        queuedDelivery(event.id, { ...session, recipientId, template: 'visitor-expected' }, now),
      ),
    ];
    await db.manager.createQueryBuilder().insert().into(Delivery).values(deliveries).orIgnore().execute();
    db.afterCommit(() => this.sender.wake());
  }
}
