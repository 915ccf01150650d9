import { setTimeout as sleep } from 'node:timers/promises';
import { Partitioners, type Kafka, type Message, type Producer, type TopicMessages } from 'kafkajs';
import { EventRefused, type OutgoingEvent, type RefusalReason, type Sender } from '../broker.js';

/** Kafka's answers that no waiting changes. */
const refusals: Readonly<Record<string, RefusalReason>> = {
  MESSAGE_TOO_LARGE: 'too-large',
  RECORD_LIST_TOO_LARGE: 'too-large',
  UNKNOWN_TOPIC_OR_PARTITION: 'unknown-topic',
  INVALID_TOPIC_EXCEPTION: 'unknown-topic',
};

/** A topic that was just made is not known to every broker at once. */
const LOOKS = 3;
const LOOK_AGAIN_MS = 250;

/** One idempotent producer. kafkajs's can be out of sequence after a rejected send, so then it is thrown away whole. */
export class KafkajsSender implements Sender {
  private readonly known = new Set<string>();

  private constructor(
    private readonly producer: Producer,
    private readonly topics: () => Promise<ReadonlySet<string>>,
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
    return new KafkajsSender(producer, topics);
  }

  async send(events: readonly OutgoingEvent[]): Promise<void> {
    await this.refuseUnknown(events);
    try {
      await this.producer.sendBatch({ acks: -1, topicMessages: byTopic(events) });
    } catch (error) {
      const reason = refusalOf(error);
      throw reason === undefined ? error : new EventRefused(reason, (error as Error).message);
    }
  }

  close(): Promise<void> {
    return this.producer.disconnect();
  }

  /** kafkajs itself asks for a missing topic's metadata again and again, for a quarter of a minute. */
  private async refuseUnknown(events: readonly OutgoingEvent[]): Promise<void> {
    const unknown = () => events.find(({ topic }) => !this.known.has(topic))?.topic;
    for (let look = 1; unknown() !== undefined; look++) {
      for (const topic of await this.topics()) this.known.add(topic);
      const missing = unknown();
      if (missing === undefined) return;
      if (look === LOOKS) throw new EventRefused('unknown-topic', missing);
      await sleep(LOOK_AGAIN_MS);
    }
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
