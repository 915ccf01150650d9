import { randomBytes } from 'node:crypto';
import { Kafka, logLevel, Partitioners, type Admin, type Message, type Producer } from 'kafkajs';

/**
 * Kafka as an outsider sees and touches it, beside the Broker under test: raw records, committed offsets, and a Kafka
 * that goes away and comes back.
 */
export class Stage {
  private constructor(
    readonly brokers: readonly string[],
    private readonly admin: Admin,
    private readonly producer: Producer,
    private readonly outage: () => Promise<void>,
  ) {}

  /** `outage` stops Kafka, starts it again with all that it had, and resolves when it answers. */
  static async open(brokers: readonly string[], outage: () => Promise<void>): Promise<Stage> {
    const kafka = new Kafka({ brokers: [...brokers], clientId: 'stage', logLevel: logLevel.NOTHING });
    const admin = kafka.admin();
    const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await Promise.all([admin.connect(), producer.connect()]);
    return new Stage(brokers, admin, producer, outage);
  }

  /** A new topic's or group's name. */
  name(): string {
    return `conformance.${randomBytes(6).toString('hex')}`;
  }

  async topic(partitions = 1): Promise<string> {
    const topic = this.name();
    await this.admin.createTopics({
      waitForLeaders: true,
      topics: [{ topic, numPartitions: partitions, replicationFactor: 1 }],
    });
    return topic;
  }

  /** Records exactly as given, to one partition. */
  async write(topic: string, partition: number, messages: readonly Message[]): Promise<void> {
    await this.producer.send({ topic, acks: -1, messages: messages.map((message) => ({ ...message, partition })) });
  }

  /** The group's committed offset by partition; -1 where there is none. */
  async committed(groupId: string, topic: string): Promise<ReadonlyMap<number, number>> {
    const [answer] = await this.admin.fetchOffsets({ groupId, topics: [topic] });
    return new Map((answer?.partitions ?? []).map(({ partition, offset }) => [partition, Number(offset)]));
  }

  /** The offsets after the last records, by partition. */
  async ends(topic: string): Promise<ReadonlyMap<number, number>> {
    const offsets = await this.admin.fetchTopicOffsets(topic);
    return new Map(offsets.map(({ partition, high }) => [partition, Number(high)]));
  }

  async topics(): Promise<ReadonlySet<string>> {
    return new Set(await this.admin.listTopics());
  }

  /** A member that nobody can share a group with, since it divides partitions in a way of its own. */
  async occupy(groupId: string, topic: string): Promise<() => Promise<void>> {
    const kafka = new Kafka({ brokers: [...this.brokers], clientId: 'stranger', logLevel: logLevel.NOTHING });
    const consumer = kafka.consumer({
      groupId,
      partitionAssigners: [
        () => ({
          name: 'ToNobody',
          version: 0,
          assign: () => Promise.resolve([]),
          protocol: () => ({ name: 'ToNobody', metadata: Buffer.alloc(0) }),
        }),
      ],
    });
    await consumer.connect();
    await consumer.subscribe({ topic });
    const joined = new Promise((resolve) => consumer.on(consumer.events.GROUP_JOIN, resolve));
    await consumer.run({ eachMessage: () => Promise.resolve() });
    await joined;
    return () => consumer.disconnect();
  }

  interrupt(): Promise<void> {
    return this.outage();
  }

  async close(): Promise<void> {
    await Promise.all([this.admin.disconnect(), this.producer.disconnect()]);
  }
}
