import { parentPort, workerData } from 'node:worker_threads';
import { Kafka, logLevel, Partitioners, type Message } from 'kafkajs';
import type { Batch } from './far-producer.js';

/** The thread that sends bad events: their cost to who makes them is not to be felt where the good ones are made. */
const kafka = new Kafka({ brokers: workerData as string[], logLevel: logLevel.NOTHING });
const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
await producer.connect();
const port = parentPort;
if (port === null) throw new Error('this runs as a thread of another program');

port.on('message', (batch: Batch | 'end') => {
  if (batch === 'end') void producer.disconnect().then(() => port.close());
  else void send(batch);
});
port.postMessage('connected');

async function send({ n, topic, records }: Batch): Promise<void> {
  const messages = records.map(({ key, value, headers }): Message => ({
    key: asText(key),
    value: asText(value),
    headers: Object.fromEntries(Object.entries(headers).map(([name, header]) => [name, asHeader(header)])),
  }));
  const error = await producer.send({ topic, acks: -1, messages }).then(
    () => undefined,
    (cause: unknown) => String(cause),
  );
  port?.postMessage({ n, error });
}

type Bytes = string | Uint8Array;

/** A thread gets a Buffer as a plain array of bytes. */
function asText<T extends Bytes | null>(bytes: T): string | Buffer | (T & null) {
  return typeof bytes === 'string' ? bytes : bytes === null ? (bytes as T & null) : Buffer.from(bytes);
}

function asHeader(header: Bytes | Bytes[]): string | Buffer | (string | Buffer)[] {
  return Array.isArray(header) ? header.map((one) => asText(one)) : asText(header);
}
