import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Transactions } from '@opencircle/persistence';
import { BROKER, type Broker } from './broker/broker.js';
import { KafkaEvents } from './consumer/kafka-events.js';
import type { Vitality } from './consumer/progress.js';
import { MessagingMetrics } from './metrics.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from './options.js';
import { remembered } from './remembered.js';

export type OutboxState = { depth: number; oldestAgeSeconds: number; setAside: number };
/** `committedAt`: when this process last settled an event, ISO 8601; null before the first time. */
export type TopicLag = { topic: string; lag: number; committedAt: string | null };

/** Figures are read when Prometheus asks, but for nobody longer than so often. */
const FRESH_MS = 5_000;

/** What ops want to know of a service's messaging: backlog out, backlog in, what is set aside. */
@Injectable()
export class MessagingStatus implements OnModuleInit {
  constructor(
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
    @Inject(BROKER) private readonly broker: Broker,
    private readonly transactions: Transactions,
    private readonly events: KafkaEvents,
    private readonly metrics: MessagingMetrics,
  ) {}

  onModuleInit(): void {
    const outbox = remembered(() => this.outbox(), FRESH_MS);
    const consumers = remembered(() => this.consumers(), FRESH_MS);
    this.metrics.gauge('messaging_outbox_depth', 'Outbox rows that wait', async () => (await outbox()).depth);
    this.metrics.gauge(
      'messaging_outbox_oldest_age_seconds',
      'Age of the oldest outbox row that waits',
      async () => (await outbox()).oldestAgeSeconds,
    );
    this.metrics.gauge(
      'messaging_outbox_set_aside',
      'Outbox rows that Kafka refuses',
      async () => (await outbox()).setAside,
    );
    this.metrics.gauge(
      'messaging_consumer_lag',
      'Events between the committed offsets and the ends of the subscribed topics',
      async () => (await consumers()).reduce((sum, { lag }) => sum + lag, 0),
    );
  }

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
