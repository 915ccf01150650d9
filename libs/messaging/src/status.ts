import { Inject, Injectable } from '@nestjs/common';
import { Transactions } from '@opencircle/persistence';
import { BROKER, type Broker } from './broker/broker.js';
import { KafkaEvents } from './consumer/kafka-events.js';
import type { Vitality } from './consumer/progress.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from './options.js';

export type OutboxState = { depth: number; oldestAgeSeconds: number; setAside: number };
/** `committedAt`: when this process last settled an event, ISO 8601; null before the first time. */
export type TopicLag = { topic: string; lag: number; committedAt: string | null };

/** What ops want to know of a service's messaging: backlog out, backlog in, what is set aside. */
@Injectable()
export class MessagingStatus {
  constructor(
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
    @Inject(BROKER) private readonly broker: Broker,
    private readonly transactions: Transactions,
    private readonly events: KafkaEvents,
  ) {}

  /** How this process's consumer gets on. */
  get vitality(): Vitality {
    return this.events.vitality;
  }

  async outbox(): Promise<OutboxState> {
    const [row] = await this.transactions.read((db) =>
      db.query<{ depth: number; age: number; aside: number }>(
        `SELECT count(*)::int AS depth, coalesce(extract(epoch FROM now() - min(occurred_at)), 0)::float AS age,
                count(*) FILTER (WHERE set_aside_at IS NOT NULL)::int AS aside
         FROM outbox WHERE published_at IS NULL`,
      ),
    );
    return { depth: row?.depth ?? 0, oldestAgeSeconds: Math.max(0, row?.age ?? 0), setAside: row?.aside ?? 0 };
  }

  async parked(): Promise<number> {
    const [row] = await this.transactions.read((db) =>
      db.query<{ parked: number }>('SELECT count(*)::int AS parked FROM parked_event'),
    );
    return row?.parked ?? 0;
  }

  /** Events between the committed offsets and the ends of the subscribed topics. Throws when Kafka does not answer. */
  async consumers(): Promise<TopicLag[]> {
    const topics = this.events.subscribedTopics;
    if (topics.length === 0) return [];
    const lags = await this.broker.lag(this.events.groupId, topics);
    return lags.map(({ topic, lag }) => ({
      topic: topic.slice(this.options.topicPrefix.length),
      lag,
      committedAt: this.events.settledAt(topic)?.toISOString() ?? null,
    }));
  }
}
