import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { BROKER, type Broker } from '../broker/broker.js';
import { MessagingMetrics } from '../metrics.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../options.js';
import { RelayShard } from './relay-shard.js';

/** This process's candidates for the outbox: one a shard; the owner of a shard's locks sends, the others wait. */
@Injectable()
export class Relay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly shards: readonly RelayShard[];

  constructor(
    @Inject(MESSAGING_OPTIONS) options: MessagingOptions,
    @Inject(BROKER) broker: Broker,
    metrics: MessagingMetrics,
  ) {
    const of = options.relayShards ?? 1;
    this.shards = Array.from({ length: of }, (_, number) => new RelayShard(options, broker, metrics, { number, of }));
  }

  /** Something was committed: look now instead of at the next poll. */
  wake(): void {
    for (const shard of this.shards) shard.wake();
  }

  onApplicationBootstrap(): void {
    for (const shard of this.shards) shard.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.shards.map((shard) => shard.stop()));
  }
}
