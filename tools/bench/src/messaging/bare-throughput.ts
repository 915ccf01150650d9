import { Kafka, logLevel, Partitioners } from 'kafkajs';

export type Bare = { readonly produced: number; readonly consumed: number };

const TOPIC = 'opencircle.listings.listing';

/** kafkajs alone: `events` of this size in batches of `batch`, one send in flight, then all of them read. Events per second. */
export async function bareThroughput(
  brokers: string,
  prefix: string,
  events: number,
  batch: number,
  value: string,
): Promise<Bare> {
  const kafka = new Kafka({ brokers: brokers.split(','), clientId: 'bench', logLevel: logLevel.NOTHING });
  const topic = prefix + TOPIC;
  const producer = kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  const headers = {
    ce_id: 'x'.repeat(36),
    ce_type: 'x'.repeat(34),
    ce_subject: 'x'.repeat(36),
    ce_time: 'x'.repeat(24),
  };
  let began = performance.now();
  for (let sent = 0; sent < events; sent += batch) {
    const messages = Array.from({ length: Math.min(batch, events - sent) }, (_, i) => ({
      key: `key-${(sent + i) % 1000}`,
      value,
      headers,
    }));
    await producer.sendBatch({ acks: -1, topicMessages: [{ topic, messages }] });
  }
  const produced = events / ((performance.now() - began) / 1000);
  await producer.disconnect();

  const consumer = kafka.consumer({ groupId: `${prefix}bare` });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  let seen = 0;
  await new Promise<void>((resolve, reject) => {
    consumer
      .run({
        partitionsConsumedConcurrently: 6,
        eachBatch: ({ batch: { messages } }) => {
          if (seen === 0) began = performance.now();
          seen += messages.length;
          if (seen >= events) resolve();
          return Promise.resolve();
        },
      })
      .catch(reject);
  });
  const consumed = events / ((performance.now() - began) / 1000);
  await consumer.disconnect();
  return { produced, consumed };
}
