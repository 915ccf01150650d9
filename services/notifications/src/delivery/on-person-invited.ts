import { personInvited, type PersonInvited } from '@opencircle/contracts';
import { OnEvent, type EventContext } from '@opencircle/messaging';
import { Controller } from '@nestjs/common';
import { Delivery, queuedDelivery } from './delivery.js';
import { DeliverySender } from './delivery-sender.js';

/** Queues the mail of an invitation; where its link leads, membership says when the mail is sent. */
@Controller()
export class OnPersonInvited {
  constructor(private readonly sender: DeliverySender) {}

  @OnEvent(personInvited)
  async run({ personId, invitationId, expiresAt }: PersonInvited, { db, event }: EventContext): Promise<void> {
    const about = {
      recipientId: personId,
      template: 'invitation',
      linkId: invitationId,
      usefulUntil: new Date(expiresAt),
    } as const;
    const delivery = queuedDelivery(event.id, about, new Date());
    await db.manager.createQueryBuilder().insert().into(Delivery).values(delivery).orIgnore().execute();
    db.afterCommit(() => this.sender.wake());
  }
}
