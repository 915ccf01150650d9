import { Partitioners, type Kafka, type Message, type Producer, type TopicMessages } from 'kafkajs';
import type { OutgoingEvent, RefusalReason, Sender } from '../broker.js';
import { KnownTopics, refusals } from '../refusals.js';

/** One idempotent producer. kafkajs's can be out of sequence after a rejected send, so then it is thrown away whole. */
export class KafkajsSender implements Sender {
  private constructor(
    private readonly producer: Producer,
    private readonly topics: KnownTopics,
  ) {}

  /** `topics` tells which are there. */
  static async open(kafka: Kafka, topics: () => Promise<ReadonlySet<string>>): Promise<KafkajsSender> {
    const producer = kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: { retries: 2 },
    });
    await producer.connect();
    return new KafkajsSender(producer, new KnownTopics(topics));
  }

  async send(events: readonly OutgoingEvent[]): Promise<void> {
    await this.topics.refuseUnknown(events);
    try {
      await this.producer.sendBatch({ acks: -1, topicMessages: byTopic(events) });
    } catch (error) {
      throw await this.topics.meaningOf(error, refusalOf(error), events);
    }
  }

  close(): Promise<void> {
    return this.producer.disconnect();
  }
}

function byTopic(events: readonly OutgoingEvent[]): TopicMessages[] {
  const topics = new Map<string, Message[]>();
  for (const { topic, key, value, headers } of events) {
    const messages = topics.get(topic) ?? [];
    topics.set(topic, messages);
    messages.push({ key, value, headers });
  }
  return [...topics].map(([topic, messages]) => ({ topic, messages }));
}

/** kafkajs wraps the broker's answer in its own errors, by `cause` or `originalError`. */
function refusalOf(error: unknown): RefusalReason | undefined {
  for (let at: unknown = error; at instanceof Error;) {
    const { type, cause, originalError } = at as Error & { type?: unknown; originalError?: unknown };
    if (typeof type === 'string' && Object.hasOwn(refusals, type)) return refusals[type];
    at = cause ?? originalError;
  }
  return undefined;
}
