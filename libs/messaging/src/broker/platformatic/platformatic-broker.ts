import type { KafkaConnection } from '@opencircle/kafka-connection';
import { Admin, ListOffsetTimestamps } from '@platformatic/kafka';
import type { Broker, Receiver, ReceiverPlan, Sender } from '../broker.js';
import { clientSettings, type ClientSettings } from './client-settings.js';
import { keepListening } from './keep-listening.js';
import { PlatformaticReceiver } from './platformatic-receiver.js';
import { PlatformaticSender } from './platformatic-sender.js';

/** The Broker on @platformatic/kafka 2.12.1. */
export class PlatformaticBroker implements Broker {
  private readonly settings: ClientSettings;

  constructor(clientId: string, connection: KafkaConnection) {
    this.settings = clientSettings(clientId, connection);
  }

  openSender(): Promise<Sender> {
    return PlatformaticSender.open(this.settings, () => this.topics());
  }

  openReceiver(plan: ReceiverPlan): Promise<Receiver> {
    return PlatformaticReceiver.open(this.settings, plan);
  }

  topics(): Promise<ReadonlySet<string>> {
    return this.ask(async (admin) => new Set(await admin.listTopics({ includeInternals: false })));
  }

  lag(groupId: string, topics: readonly string[]): Promise<{ topic: string; lag: number }[]> {
    return this.ask(async (admin) => {
      const { topics: known } = await admin.metadata({ topics: [...topics] });
      const partitionsOf = (topic: string) =>
        Array.from({ length: known.get(topic)?.partitionsCount ?? 0 }, (_, i) => i);
      const offsetsAt = async (timestamp: bigint) => {
        const asked = topics.map((name) => ({
          name,
          partitions: partitionsOf(name).map((partitionIndex) => ({ partitionIndex, timestamp })),
        }));
        return flat(
          (await admin.listOffsets({ topics: asked })).map(({ name, partitions }) => [name, partitions, 'offset']),
        );
      };
      const [starts, ends] = await Promise.all([
        offsetsAt(ListOffsetTimestamps.EARLIEST),
        offsetsAt(ListOffsetTimestamps.LATEST),
      ]);
      const groups = await admin.listConsumerGroupOffsets({
        groups: [{ groupId, topics: topics.map((name) => ({ name, partitionIndexes: partitionsOf(name) })) }],
      });
      const committed = flat(
        groups.flatMap(({ topics: of }) => of.map(({ name, partitions }) => [name, partitions, 'committedOffset'])),
      );
      return topics.map((topic) => ({
        topic,
        lag: partitionsOf(topic).reduce((sum, partition) => {
          const place = `${topic}/${partition}`;
          const start = starts.get(place) ?? 0;
          return sum + (ends.get(place) ?? start) - Math.max(committed.get(place) ?? -1, start);
        }, 0),
      }));
    });
  }

  private async ask<T>(question: (admin: Admin) => Promise<T>): Promise<T> {
    const admin = keepListening(new Admin({ ...this.settings, retries: 1 }));
    try {
      return await question(admin);
    } finally {
      await admin.close();
    }
  }
}

type Partition = { partitionIndex: number; offset?: bigint; committedOffset?: bigint };

/** By topic and partition. */
function flat(topics: readonly (readonly [string, readonly Partition[], string])[]): Map<string, number> {
  return new Map(
    topics.flatMap(([topic, partitions, field]) =>
      partitions.map((partition): [string, number] => [
        `${topic}/${partition.partitionIndex}`,
        Number(field === 'offset' ? partition.offset : partition.committedOffset),
      ]),
    ),
  );
}
