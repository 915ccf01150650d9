import { Module } from '@nestjs/common';
import { ContactModule } from '../contact/contact.module.js';
import { MailModule } from '../mail/mail.module.js';
import { ClaimDeliveries } from './claim-deliveries.js';
import { DeliveryMetrics } from './delivery-metrics.js';
import { DeliverySender } from './delivery-sender.js';
import { DeliveryController } from './delivery.controller.js';
import { FindDeliveries } from './find-deliveries.js';
import { OnPersonInvited } from './on-person-invited.js';
import { OnPersonLinkRequested } from './on-person-link-requested.js';
import { OnVisitBooked } from './on-visit-booked.js';
import { SendDeliveries } from './send-deliveries.js';
import { SettleDelivery } from './settle-delivery.js';

@Module({
  imports: [ContactModule, MailModule],
  controllers: [DeliveryController, OnVisitBooked, OnPersonLinkRequested, OnPersonInvited],
  providers: [ClaimDeliveries, SendDeliveries, SettleDelivery, DeliverySender, DeliveryMetrics, FindDeliveries],
})
export class DeliveryModule {}
