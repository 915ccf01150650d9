import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { createTopics, freePort, readAgain, ServiceStillReads, startKafka, type KafkaBroker } from '../src/index.js';

const prefix = 'again.';
const topic = 'opencircle.membership.person';
const folder = mkdtempSync(join(tmpdir(), 'opencircle-read-again-'));
let broker: KafkaBroker;
let kafka: Kafka;

beforeAll(async () => {
  const [port, controllerPort] = [await freePort(), await freePort()];
  const [dataDir, logFile] = [join(folder, 'kafka'), join(folder, 'kafka.log')];
  broker = await startKafka({ port, controllerPort, dataDir, logFile });
  kafka = new Kafka({ brokers: [broker.brokers], logLevel: logLevel.NOTHING });
  await createTopics(broker.brokers, prefix);
}, 120_000);

afterAll(async () => {
  await broker.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Reads as a service does, to the `n`th event; `whileReading` happens before it leaves its group. */
async function read(n: number, whileReading: () => Promise<void> = () => Promise.resolve()): Promise<string[]> {
  const consumer = kafka.consumer({ groupId: `${prefix}opencircle.tested` });
  await consumer.connect();
  await consumer.subscribe({ topics: [prefix + topic], fromBeginning: true });
  const seen: string[] = [];
  await new Promise<void>((done) => {
    void consumer.run({
      eachMessage: ({ message }) => {
        seen.push(String(message.value));
        if (seen.length === n) setImmediate(done);
        return Promise.resolve();
      },
    });
  });
  await whileReading();
  await consumer.disconnect();
  return seen.sort();
}

test('a stopped service reads a topic from the first event on, and one that reads is left alone', async () => {
  // A topic just made may take the same record twice from a producer that repeats without being idempotent.
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  const messages = ['a', 'b', 'c', 'd'].map((value) => ({ key: value, value }));
  await producer.send({ topic: prefix + topic, messages });
  await producer.disconnect();

  const refusal = () =>
    expect(readAgain(broker.brokers, { service: 'tested', topic, prefix })).rejects.toThrow(ServiceStillReads);
  expect(await read(4, refusal)).toEqual(['a', 'b', 'c', 'd']);
  const partitions = await readAgain(broker.brokers, { service: 'tested', topic, prefix });
  expect(partitions.reduce((sum, { events }) => sum + events, 0n)).toBe(4n);
  expect(await read(4)).toEqual(['a', 'b', 'c', 'd']);
}, 60_000);
