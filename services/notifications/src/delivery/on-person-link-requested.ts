import { personLinkRequested, type PersonLinkRequested } from '@opencircle/contracts';
import { OnEvent, type EventContext } from '@opencircle/messaging';
import { Controller } from '@nestjs/common';
import type { TemplateName } from '../template/templates.js';
import { Delivery, queuedDelivery } from './delivery.js';
import { DeliverySender } from './delivery-sender.js';

const templateFor: Readonly<Record<PersonLinkRequested['purpose'], TemplateName>> = {
  'sign-in': 'sign-in-link',
  'password-reset': 'password-reset',
};

/** Queues the mail with a link; where the link leads, membership says when the mail is sent. */
@Controller()
export class OnPersonLinkRequested {
  constructor(private readonly sender: DeliverySender) {}

  @OnEvent(personLinkRequested)
  async run({ personId, linkId, purpose, expiresAt }: PersonLinkRequested, { db, event }: EventContext): Promise<void> {
    const about = { recipientId: personId, template: templateFor[purpose], linkId, usefulUntil: new Date(expiresAt) };
    const delivery = queuedDelivery(event.id, about, new Date());
    await db.manager.createQueryBuilder().insert().into(Delivery).values(delivery).orIgnore().execute();
    db.afterCommit(() => this.sender.wake());
  }
}
