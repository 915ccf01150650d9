import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import type { Delivery, Receiver, ReceiverPlan } from '../broker.js';
import { Offsets } from './offsets.js';

/** One member of a consumer group. Offsets are committed by us alone, behind the effects. */
export class KafkajsReceiver implements Receiver {
  private readonly offsets: Offsets;
  private readonly inWork = new Set<Promise<void>>();

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
    await receiver.join();
    return receiver;
  }

  async close(): Promise<void> {
    this.ending.abort();
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
      this.offsets.forget();
      plan.onSign('joined');
    });
    for (const sign of [events.FETCH, events.HEARTBEAT, events.END_BATCH_PROCESS] as const) {
      consumer.on(sign, () => plan.onSign('alive'));
    }
    consumer.on(events.CRASH, ({ payload }) => {
      plan.onSign('left');
      if (!payload.restart && !this.closing) plan.onFatal(payload.error);
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

  private async work(payload: EachBatchPayload): Promise<void> {
    if (this.closing) return;
    const work = this.plan.receive(this.deliveryOf(payload));
    this.inWork.add(work);
    await work.finally(() => this.inWork.delete(work));
  }

  private deliveryOf(payload: EachBatchPayload): Delivery {
    const { topic, partition, messages } = payload.batch;
    return {
      topic,
      partition,
      records: messages,
      done: (offset) => {
        payload.resolveOffset(offset);
        this.offsets.moved(topic, partition, BigInt(offset) + 1n);
      },
      heartbeat: () => payload.heartbeat(),
      isStale: () => this.closing || !payload.isRunning() || payload.isStale(),
      pauseFor: (milliseconds) => {
        setTimeout(payload.pause(), milliseconds);
      },
    };
  }
}
