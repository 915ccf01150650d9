import { setTimeout as sleep } from 'node:timers/promises';
import {
  compatibilityPartitioner,
  findErrorBy,
  ProduceAcks,
  Producer,
  type MessageToProduce,
} from '@platformatic/kafka';
import { EventRefused, type OutgoingEvent, type RefusalReason, type Sender } from '../broker.js';
import type { ClientSettings } from './client-settings.js';

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

/** One idempotent producer. */
export class PlatformaticSender implements Sender {
  private readonly known = new Set<string>();

  private constructor(
    private readonly producer: Producer,
    private readonly topics: () => Promise<ReadonlySet<string>>,
  ) {}

  /** `topics` tells which are there. */
  static async open(settings: ClientSettings, topics: () => Promise<ReadonlySet<string>>): Promise<PlatformaticSender> {
    const producer = new Producer({
      ...settings,
      idempotent: true,
      acks: ProduceAcks.ALL,
      autocreateTopics: false,
      maxInflights: 1,
      retries: 2,
      // The client's default is not Java's: half of all keys would move to another partition.
      partitioner: compatibilityPartitioner,
    });
    await producer.initIdempotentProducer({});
    return new PlatformaticSender(producer, topics);
  }

  async send(events: readonly OutgoingEvent[]): Promise<void> {
    await this.refuseUnknown(events);
    try {
      await this.producer.send({ messages: events.map(toMessage) });
    } catch (error) {
      for (const [id, reason] of Object.entries(refusals)) {
        if (findErrorBy(error as Error, 'apiId', id) !== null) throw new EventRefused(reason, id);
      }
      throw error;
    }
  }

  close(): Promise<void> {
    return this.producer.close();
  }

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

function toMessage({ topic, key, value, headers }: OutgoingEvent): MessageToProduce {
  return {
    topic,
    key: Buffer.from(key),
    value: Buffer.from(value),
    headers: new Map(Object.entries(headers).map(([name, text]) => [Buffer.from(name), Buffer.from(text)])),
  };
}
