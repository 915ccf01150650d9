import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import type { Delivery, Receiver, ReceiverPlan } from '../broker.js';
import { Offsets } from '../offsets.js';
import { ownHeaders } from './own-headers.js';

/** One member of a consumer group. Offsets are committed by us alone, behind the effects. */
export class KafkajsReceiver implements Receiver {
  private readonly offsets: Offsets;
  private readonly inWork = new Set<Promise<void>>();
  private readonly pauses = new Set<NodeJS.Timeout>();
  /** Counts the times that this member joined; what was delivered before may be somebody else's since. */
  private generation = 0;
  private isDead = false;

  private constructor(
    private readonly consumer: Consumer,
    private readonly plan: ReceiverPlan,
    private readonly ending: AbortController,
  ) {
    this.offsets = new Offsets((offsets) => consumer.commitOffsets(offsets));
  }

  static async open(kafka: Kafka, plan: ReceiverPlan): Promise<KafkajsReceiver> {
    const closing = new AbortController();
    const consumer = kafka.consumer({
      groupId: plan.groupId,
      allowAutoTopicCreation: false,
      // A member that died without a word keeps its partitions from its successor for so long.
      sessionTimeout: 12_000,
      rebalanceTimeout: 30_000,
      heartbeatInterval: 3_000,
      maxWaitTimeInMs: 1_000,
      retry: { retries: 10, restartOnFailure: () => Promise.resolve(!closing.signal.aborted) },
    });
    const receiver = new KafkajsReceiver(consumer, plan, closing);
    try {
      await receiver.join();
    } catch (error) {
      await consumer.disconnect().catch(() => undefined);
      throw error;
    }
    return receiver;
  }

  async close(): Promise<void> {
    this.ending.abort();
    for (const pause of this.pauses) clearTimeout(pause);
    this.stopFetching();
    await Promise.all(this.inWork);
    await this.offsets.close();
    await this.consumer.disconnect();
  }

  private get closing(): boolean {
    return this.ending.signal.aborted;
  }

  private async join(): Promise<void> {
    const { consumer, plan } = this;
    const { events } = consumer;
    consumer.on(events.GROUP_JOIN, () => {
      this.generation++;
      this.offsets.forget();
      plan.onSign('joined');
    });
    // Nothing is in work here, and the old generation may still commit: less comes twice.
    consumer.on(events.REBALANCING, () => this.offsets.flush());
    for (const sign of [events.FETCH, events.HEARTBEAT, events.END_BATCH_PROCESS] as const) {
      consumer.on(sign, () => plan.onSign('alive'));
    }
    consumer.on(events.CRASH, ({ payload }) => {
      plan.onSign('left');
      if (!payload.restart && !this.closing) this.die(payload.error);
    });
    await consumer.connect();
    await consumer.subscribe({ topics: [...plan.topics], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: plan.concurrency,
      eachBatch: (payload) => this.work(payload),
    });
  }

  /** kafkajs would fetch what nobody takes any more, round after round, until the last effect is made. */
  private stopFetching(): void {
    try {
      this.consumer.pause(this.plan.topics.map((topic) => ({ topic })));
    } catch {
      // It has crashed and not restarted: it does not fetch.
    }
  }

  /** Never rejects: what reaches kafkajs is tried again five times at best, and at worst kills it in silence. */
  private async work(payload: EachBatchPayload): Promise<void> {
    if (this.closing || this.isDead) return;
    const work = this.plan.receive(this.deliveryOf(payload)).catch((error: unknown) => this.die(error));
    this.inWork.add(work);
    await work;
    this.inWork.delete(work);
  }

  private die(error: unknown): void {
    if (this.isDead) return;
    this.isDead = true;
    this.stopFetching();
    this.plan.onFatal(error instanceof Error ? error : new Error(String(error)));
  }

  private deliveryOf(payload: EachBatchPayload): Delivery {
    const { topic, partition, messages } = payload.batch;
    const { generation } = this;
    let isLost = false;
    const isOurs = (): boolean => generation === this.generation;
    return {
      topic,
      partition,
      records: messages.map(({ offset, key, value, headers }) => ({
        offset,
        key,
        value,
        headers: ownHeaders(headers),
      })),
      done: (offset) => {
        if (!isOurs()) return;
        payload.resolveOffset(offset);
        this.offsets.moved(topic, partition, BigInt(offset) + 1n);
      },
      heartbeat: async () => {
        try {
          await payload.heartbeat();
        } catch (error) {
          // The group waits for this member to join again, which it can as soon as its work ends.
          isLost = true;
          throw error;
        }
      },
      isStale: () => isLost || this.closing || this.isDead || !isOurs() || !payload.isRunning() || payload.isStale(),
      pauseFor: (milliseconds) => {
        if (!this.closing) this.pause(payload.pause(), milliseconds);
      },
    };
  }

  private pause(resume: () => void, milliseconds: number): void {
    const pause = setTimeout(() => {
      this.pauses.delete(pause);
      resume();
    }, milliseconds);
    this.pauses.add(pause);
  }
}
