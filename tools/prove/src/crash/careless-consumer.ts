import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { listingRejected } from '@opencircle/contracts';
import { BROKER, type Broker, type Delivery } from '@opencircle/messaging';
import { Transactions } from '@opencircle/persistence';
import { SERVICE, type ConsumerKind } from './child-settings.js';

export const CARELESS = Symbol('how a careless consumer is careless');
export type Careless = { kind: ConsumerKind; topicPrefix: string; onPoint: (point: string) => void };

/** Longer than the receiver takes to commit what is done. */
const COMMITTED_MS = 600;

/**
 * Consumers as they are often built, on the same client: no inbox, so what comes again has its effect again; or the
 * offset first, so what was under way is lost. The proof must find both.
 */
@Injectable()
export class CarelessConsumer implements OnApplicationBootstrap {
  constructor(
    @Inject(BROKER) private readonly broker: Broker,
    @Inject(CARELESS) private readonly how: Careless,
    private readonly tx: Transactions,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.broker.openReceiver({
      groupId: `${this.how.topicPrefix}opencircle.${SERVICE}`,
      topics: [this.how.topicPrefix + listingRejected.topic],
      concurrency: 3,
      receive: (delivery) => this.receive(delivery),
      onSign: () => undefined,
      onFatal: (error) => {
        throw error;
      },
    });
  }

  private async receive(delivery: Delivery): Promise<void> {
    for (const { offset, headers } of delivery.records) {
      if (this.how.kind === 'offset-first') {
        delivery.done(offset);
        await sleep(COMMITTED_MS);
        this.how.onPoint('careless.after-offset');
      }
      await this.tx.run((db) => db.query('INSERT INTO effect (event_id) VALUES ($1)', [String(headers?.['ce_id'])]));
      this.how.onPoint('careless.after-effect');
      if (this.how.kind === 'inbox-off') delivery.done(offset);
    }
  }
}
