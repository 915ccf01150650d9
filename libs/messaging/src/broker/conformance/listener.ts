import { setTimeout as sleep } from 'node:timers/promises';
import type { Broker, Delivery, IncomingRecord, Receiver, ReceiverPlan } from '../broker.js';

export type Heard = IncomingRecord & { readonly topic: string; readonly partition: number; readonly at: number };
/** What a listener does with a delivery. Records that it says to have heard are remembered. */
export type Act = (delivery: Delivery, hear: (record: IncomingRecord) => void) => Promise<void>;

/** A receiver of the Broker under test, and what it was given. */
export class Listener {
  readonly heard: Heard[] = [];
  readonly signs: ('joined' | 'alive' | 'left')[] = [];
  readonly fatal: Error[] = [];
  private receiver: Receiver | undefined;

  /** Hears every record and reports it as done, unless told to act otherwise. */
  static async open(
    broker: Broker,
    plan: Pick<ReceiverPlan, 'groupId' | 'topics'> & { concurrency?: number },
    act: Act = hearAll,
  ): Promise<Listener> {
    const listener = new Listener();
    listener.receiver = await broker.openReceiver({
      concurrency: 3,
      ...plan,
      receive: (delivery) =>
        act(delivery, (record) => {
          const { topic, partition } = delivery;
          listener.heard.push({ ...record, topic, partition, at: Date.now() });
        }),
      onSign: (sign) => listener.signs.push(sign),
      onFatal: (error) => listener.fatal.push(error),
    });
    return listener;
  }

  get values(): string[] {
    return this.heard.map(({ value }) => value?.toString() ?? '');
  }

  close(): Promise<void> {
    return this.receiver?.close() ?? Promise.resolve();
  }
}

export const hearAll: Act = async (delivery, hear) => {
  for (const record of delivery.records) {
    if (delivery.isStale()) return;
    hear(record);
    delivery.done(record.offset);
    await Promise.resolve();
  }
};

/** Whether it came true within so many seconds. */
export async function until(isTrue: () => boolean | Promise<boolean>, seconds = 10): Promise<boolean> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
    if (await isTrue()) return true;
    await sleep(20);
  }
  return false;
}
