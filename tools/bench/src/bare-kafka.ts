import { randomBytes } from 'node:crypto';
import { Kafka, logLevel, Partitioners } from 'kafkajs';

/** kafkajs with nothing around it: one message out, the same message in. */
export type BareKafka = {
  /** Milliseconds from `send` being called to the consumer having the message. */
  roundTrip(value: Buffer): Promise<number>;
  close(): Promise<void>;
};

export async function bareKafka(brokers: string): Promise<BareKafka> {
  const topic = `bench-${randomBytes(4).toString('hex')}`;
  const kafka = new Kafka({ brokers: brokers.split(','), clientId: 'bench', logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: 6 }], waitForLeaders: true });
  const producer = kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  const consumer = kafka.consumer({ groupId: topic });
  const waiting = new Map<string, () => void>();
  await Promise.all([producer.connect(), consumer.connect()]);
  await consumer.subscribe({ topic, fromBeginning: true });
  const joined = new Promise<void>((resolve) => consumer.on(consumer.events.GROUP_JOIN, () => resolve()));
  await consumer.run({ eachMessage: ({ message }) => Promise.resolve(waiting.get(String(message.key))?.()) });
  await joined;
  const queue: { key: string; value: Buffer }[] = [];
  let sending: Promise<void> | undefined;
  let n = 0;
  /** One send in flight; what comes meanwhile goes with the next one, as a relay would. */
  const sendAll = async (): Promise<void> => {
    while (queue.length > 0) await producer.send({ topic, acks: -1, messages: queue.splice(0) });
    sending = undefined;
  };
  return {
    async roundTrip(value) {
      const key = String(n++);
      const start = performance.now();
      const arrived = new Promise<void>((resolve) => waiting.set(key, resolve));
      queue.push({ key, value });
      sending ??= sendAll();
      await arrived;
      waiting.delete(key);
      return performance.now() - start;
    },
    async close() {
      await sending;
      await consumer.disconnect();
      await producer.disconnect();
      await admin.deleteTopics({ topics: [topic] });
      await admin.disconnect();
    },
  };
}
