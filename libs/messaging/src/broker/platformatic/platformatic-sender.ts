import {
  compatibilityPartitioner,
  findErrorBy,
  ProduceAcks,
  Producer,
  type MessageToProduce,
} from '@platformatic/kafka';
import type { OutgoingEvent, Sender } from '../broker.js';
import { KnownTopics, refusals } from '../refusals.js';
import type { ClientSettings } from './client-settings.js';
import { keepListening } from './keep-listening.js';

/** One idempotent producer. */
export class PlatformaticSender implements Sender {
  private constructor(
    private readonly producer: Producer,
    private readonly topics: KnownTopics,
  ) {}

  /** `topics` tells which are there. */
  static async open(settings: ClientSettings, topics: () => Promise<ReadonlySet<string>>): Promise<PlatformaticSender> {
    const producer = keepListening(
      new Producer({
        ...settings,
        idempotent: true,
        acks: ProduceAcks.ALL,
        autocreateTopics: false,
        maxInflights: 1,
        retries: 2,
        // The client's default is not Java's: half of all keys would move to another partition.
        partitioner: compatibilityPartitioner,
      }),
    );
    await producer.initIdempotentProducer({});
    return new PlatformaticSender(producer, new KnownTopics(topics));
  }

  async send(events: readonly OutgoingEvent[]): Promise<void> {
    await this.topics.refuseUnknown(events);
    try {
      await this.producer.send({ messages: events.map(toMessage) });
    } catch (error) {
      const refusal = Object.entries(refusals).find(([id]) => findErrorBy(error as Error, 'apiId', id) !== null);
      throw await this.topics.meaningOf(error, refusal?.[1], events);
    }
  }

  close(): Promise<void> {
    return this.producer.close();
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
