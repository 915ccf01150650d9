import { Inject, Injectable, Logger } from '@nestjs/common';
import { classOf } from '@opencircle/persistence';
import { Backoff } from '../backoff.js';
import type { Delivery } from '../broker/broker.js';
import { MessagingMetrics } from '../metrics.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../options.js';
import { EventProcessor, type FindHandler } from './event-processor.js';
import type { Progress } from './progress.js';
import { isTransient } from './transient.js';

const HEARTBEAT_EVERY_MS = 3_000;

/** Works through what the broker delivers, partition by partition: effect first, then done. */
@Injectable()
export class PartitionWorker {
  private readonly logger = new Logger(PartitionWorker.name);
  private readonly backoffs = new Map<string, Backoff>();
  private readonly settled = new Map<string, Date>();

  constructor(
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
    private readonly processor: EventProcessor,
    private readonly metrics: MessagingMetrics,
  ) {}

  settledAt(topic: string): Date | undefined {
    return this.settled.get(topic);
  }

  /** Settles what it can; on a transient failure the partition pauses and the rest comes again. */
  async work(delivery: Delivery, findHandler: FindHandler, progress: Progress): Promise<void> {
    const { topic, partition } = delivery;
    const place = `${topic}/${partition}`;
    this.options.onPoint?.('consumer.after-receive');
    // A long handler must not cost the membership; a lost partition shows in isStale.
    const heart = setInterval(() => void delivery.heartbeat().catch(() => undefined), HEARTBEAT_EVERY_MS);
    try {
      await this.settleAll(delivery, place, findHandler, progress);
    } catch (error) {
      const wait = this.backoffOf(place).next();
      this.metrics.retried();
      if (isTransient(error)) this.logger.warn(`${place} waits ${Math.round(wait)} ms: ${classOf(error)}`);
      else
        this.logger.error({ err: error }, `${place} is held up by a fault of ours; next try in ${Math.round(wait)} ms`);
      delivery.pauseFor(wait);
      this.options.onPoint?.('consumer.after-pause');
    } finally {
      clearInterval(heart);
    }
  }

  private async settleAll(
    delivery: Delivery,
    place: string,
    findHandler: FindHandler,
    progress: Progress,
  ): Promise<void> {
    const { topic, partition } = delivery;
    const arrivals = delivery.records.map((record) => ({ topic, partition, record }));
    for (let at = 0; at < arrivals.length && !delivery.isStale();) {
      progress.begin(place);
      try {
        at += await this.processor.process(arrivals.slice(at), (type) => {
          // Each handler, and each try of one, has its own time; only one that does not end is stuck.
          progress.begin(place);
          return findHandler(type);
        });
      } finally {
        progress.end(place);
      }
      const last = arrivals[at - 1];
      if (last !== undefined) delivery.done(last.record.offset);
      this.options.onPoint?.('consumer.after-resolve');
      this.settled.set(topic, new Date());
      this.backoffOf(place).reset();
    }
  }

  private backoffOf(place: string): Backoff {
    const known = this.backoffs.get(place) ?? new Backoff(200, 10_000);
    this.backoffs.set(place, known);
    return known;
  }
}
