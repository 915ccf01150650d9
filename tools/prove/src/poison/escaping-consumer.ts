import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { listingRejected } from '@opencircle/contracts';
import { BROKER, type Broker, type Delivery } from '@opencircle/messaging';
import { Transactions } from '@opencircle/persistence';
import { SERVICE } from './child-settings.js';

export const CAREFREE = Symbol('where a carefree consumer reads');
export type Carefree = { topicPrefix: string };

/** A consumer that believes every event, as many are built: what goes wrong goes to the client. The control. */
@Injectable()
export class EscapingConsumer implements OnApplicationBootstrap {
  constructor(
    @Inject(BROKER) private readonly broker: Broker,
    @Inject(CAREFREE) private readonly where: Carefree,
    private readonly tx: Transactions,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.broker.openReceiver({
      groupId: `${this.where.topicPrefix}opencircle.${SERVICE}`,
      topics: [this.where.topicPrefix + listingRejected.topic],
      concurrency: 3,
      receive: (delivery) => this.receive(delivery),
      onSign: () => undefined,
      onFatal: () => process.exit(1),
    });
  }

  private async receive(delivery: Delivery): Promise<void> {
    for (const { offset, headers, value } of delivery.records) {
      const { listingId } = JSON.parse(String(value)) as { listingId: string };
      await this.tx.run((db) =>
        db.query('INSERT INTO effect (subject, version, sent_at) VALUES ($1, $2, $3)', [
          listingId,
          Number(headers?.['ce_aggregateversion']),
          String(headers?.['ce_time']),
        ]),
      );
      delivery.done(offset);
    }
  }
}
