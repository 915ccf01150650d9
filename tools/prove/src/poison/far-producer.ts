import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { EventRecord } from './event-record.js';

/** What the thread is asked to send, and under which number it answers. */
export type Batch = { readonly n: number; readonly topic: string; readonly records: readonly EventRecord[] };
type Answer = { readonly n: number; readonly error: string | undefined };

/** A Kafka producer in a thread of its own. */
export class FarProducer {
  private n = 0;
  private readonly waiting = new Map<number, (error: string | undefined) => void>();

  private constructor(private readonly worker: Worker) {
    worker.on('message', ({ n, error }: Answer) => {
      this.waiting.get(n)?.(error);
      this.waiting.delete(n);
    });
  }

  static async open(brokers: string): Promise<FarProducer> {
    const program = join(import.meta.dirname, '..', '..', 'dist', 'poison', 'bad-sender.js');
    const worker = new Worker(program, { workerData: brokers });
    await once(worker, 'message');
    return new FarProducer(worker);
  }

  /** Resolves when Kafka has them. */
  send(topic: string, records: readonly EventRecord[]): Promise<void> {
    const n = this.n++;
    return new Promise((resolve, reject) => {
      this.waiting.set(n, (error) => (error === undefined ? resolve() : reject(new Error(error))));
      this.worker.postMessage({ n, topic, records } satisfies Batch);
    });
  }

  async close(): Promise<void> {
    const end = once(this.worker, 'exit');
    this.worker.postMessage('end');
    await end;
  }
}
