import { parentPort, workerData } from 'node:worker_threads';
import type { Message } from 'kafkajs';
import { connectedProducer } from './connected-producer.js';
import type { Batch } from './far-producer.js';

/** The thread that sends bad events: their cost to who makes them is not to be felt where the good ones are made. */
const port = parentPort;
if (port === null) throw new Error('this runs as a thread of another program');
const producer = await connectedProducer(workerData as string);

port.on('message', (batch: Batch | 'end') => {
  if (batch === 'end') void producer.disconnect().then(() => port.close());
  else void send(batch);
});
port.postMessage('connected');

async function send({ n, topic, records }: Batch): Promise<void> {
  const messages = records.map(({ key, value, headers }): Message => ({
    key,
    value: value === null ? null : asSent(value),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, header]) => [
        name,
        Array.isArray(header) ? header.map(asSent) : asSent(header),
      ]),
    ),
  }));
  const error = await producer.send({ topic, acks: -1, messages }).then(
    () => undefined,
    (cause: unknown) => String(cause),
  );
  port?.postMessage({ n, error });
}

/** A thread gets a Buffer as a plain array of bytes. */
function asSent(text: string | Uint8Array): string | Buffer {
  return typeof text === 'string' ? text : Buffer.from(text);
}
