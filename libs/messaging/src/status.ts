import { Inject, Injectable } from '@nestjs/common';
import { Transactions } from '@opencircle/persistence';
import { KafkaEvents } from './consumer/kafka-events.js';
import { kafkaClient } from './kafka.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from './options.js';

export type OutboxState = { depth: number; oldestAgeSeconds: number };
/** `committedAt`: when this process last moved an offset, ISO 8601; null before the first time. */
export type TopicLag = { topic: string; lag: number; committedAt: string | null };

/** What ops want to know of a service's messaging: backlog out, backlog in, what is set aside. */
@Injectable()
export class MessagingStatus {
  constructor(
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
    private readonly transactions: Transactions,
    private readonly events: KafkaEvents,
  ) {}

  /** Whether the process takes part in its consumer group. */
  get ready(): boolean {
    return this.events.ready;
  }

  async outbox(): Promise<OutboxState> {
    const [row] = await this.transactions.read((db) =>
      db.query<{ depth: number; age: number }>(
        `SELECT count(*)::int AS depth, coalesce(extract(epoch FROM now() - min(occurred_at)), 0)::float AS age
         FROM outbox WHERE published_at IS NULL`,
      ),
    );
    return { depth: row?.depth ?? 0, oldestAgeSeconds: Math.max(0, row?.age ?? 0) };
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
    const admin = kafkaClient(this.options).admin({ retry: { retries: 1 } });
    try {
      await admin.connect();
      const committed = await admin.fetchOffsets({ groupId: this.events.groupId, topics });
      return await Promise.all(
        committed.map(async ({ topic, partitions }) => {
          const ends = await admin.fetchTopicOffsets(topic);
          const lag = ends.reduce((sum, end) => {
            const at = partitions.find(({ partition }) => partition === end.partition)?.offset ?? '-1';
            return sum + Number(end.high) - Math.max(Number(at), Number(end.low));
          }, 0);
          return {
            topic: topic.slice(this.options.topicPrefix.length),
            lag,
            committedAt: this.events.committedAt(topic)?.toISOString() ?? null,
          };
        }),
      );
    } finally {
      await admin.disconnect();
    }
  }
}
