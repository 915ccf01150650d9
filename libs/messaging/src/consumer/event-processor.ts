import { Injectable, Inject, Logger } from '@nestjs/common';
import type { CloudEvent } from '@opencircle/contracts';
import { asSystem, classOf, Transactions, type Db } from '@opencircle/persistence';
import { MessagingMetrics } from '../metrics.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../options.js';
import { admitOrHold } from './admission.js';
import { admitAll } from './admit-all.js';
import { park, type ParkedAs, type ParkingReason } from '../parking/park.js';
import { readEvent, type Arrival, type Read, type Readable } from './read-event.js';
import { runHandler, type Handle } from './run-handler.js';
import { HandlerTooSlow, isTransient } from './transient.js';

export type FindHandler = (type: string) => Handle | undefined;

/** How many from the start of a batch are settled, and what stopped it there, if anything did. */
type Settled = { readonly settled: number; readonly stoppedBy?: 'transient' | 'failure' };

const ATTEMPTS = 3;
const MOST_A_BATCH = 200;
/** What a failing event makes a batch do again, at most, where such events come often. */
const LEAST_A_BATCH = 4;

/** Events to effects. What `process` says is done is durable; it throws only what waiting can mend. */
@Injectable()
export class EventProcessor {
  private readonly logger = new Logger(EventProcessor.name);
  private readonly sizes = new Map<string, { next: number }>();

  constructor(
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
    private readonly transactions: Transactions,
    private readonly metrics: MessagingMetrics,
  ) {}

  /**
   * Settles one or more from the start of a partition's next records, and answers how many. Events come from our own
   * log: what is done because of them is the system's.
   */
  process(arrivals: readonly Arrival[], findHandler: FindHandler): Promise<number> {
    return asSystem(() => this.settleSome(arrivals, findHandler));
  }

  private async settleSome(arrivals: readonly Arrival[], findHandler: FindHandler): Promise<number> {
    const [first] = arrivals;
    if (first === undefined) return 0;
    if (this.options.consumerMode === 'single' || arrivals.length === 1) {
      await this.processOne(readEvent(first), findHandler);
      return 1;
    }
    const sizes = this.sizesOf(first);
    const batch = arrivals.slice(0, sizes.next);
    const { settled, stoppedBy } = await this.processBatch(batch.map(readEvent), findHandler);
    // What waits for better times does so alone: it comes again as the first of the next batch.
    if (stoppedBy === 'transient') return settled;
    if (settled === batch.length) {
      sizes.next = Math.min(MOST_A_BATCH, sizes.next * 2);
      return settled;
    }
    // The event that failed comes alone at once, and where one is there are often more.
    sizes.next = Math.max(LEAST_A_BATCH, Math.ceil(sizes.next / 2));
    const alone = arrivals[settled];
    if (alone !== undefined) await this.processOne(readEvent(alone), findHandler);
    return settled + 1;
  }

  /**
   * One transaction for all. An event whose handler fails rolls it back; then those before it are settled without it,
   * and it comes alone. So nothing is settled that one transaction an event would not settle, and the order is kept.
   * Throws a transient failure only when nothing stands before it.
   */
  private async processBatch(batch: readonly Read[], findHandler: FindHandler): Promise<Settled> {
    this.options.onPoint?.('consumer.after-decode');
    if (batch.length === 0) return { settled: 0 };
    let working: number | undefined;
    try {
      await this.transactions.run(async (db) => {
        this.options.onPoint?.('consumer.after-begin');
        const topic = batch[0]?.arrival.topic ?? '';
        const events = batch.flatMap((read) => ('event' in read ? [read.event] : []));
        const { admitted, held } = await admitAll(db, this.options.service, topic, events);
        this.options.onPoint?.('consumer.after-admit');
        for (const [index, read] of batch.entries()) {
          working = index;
          if ('parkedAs' in read) await this.park(db, read.arrival, read.parkedAs);
          else if (held.has(read.event)) await this.settle(db, read, findHandler);
          else if (admitted.has(read.event)) await this.handle(db, read.event, findHandler);
          else this.skipped(db, read.event);
        }
      });
      this.options.onPoint?.('consumer.after-commit');
      return { settled: batch.length };
    } catch (error) {
      const stoppedBy = isTransient(error) ? 'transient' : 'failure';
      if (working === undefined || (working === 0 && stoppedBy === 'transient')) throw error;
      const before = await this.processBatch(batch.slice(0, working), findHandler);
      return { stoppedBy, ...before };
    }
  }

  private async processOne(read: Read, findHandler: FindHandler): Promise<void> {
    this.options.onPoint?.('consumer.after-decode');
    if ('parkedAs' in read) return this.setAside(read.arrival, read.parkedAs);
    for (let attempt = 1; ; attempt++) {
      try {
        await this.transactions.run((db) => this.settle(db, read, findHandler));
        this.options.onPoint?.('consumer.after-commit');
        return;
      } catch (error) {
        if (isTransient(error)) throw error;
        const isHopeless = error instanceof HandlerTooSlow && error.usedItsTime;
        if (attempt < ATTEMPTS && !isHopeless) continue;
        const { arrival, event } = read;
        this.logger.error({ err: error, eventType: event.type }, 'handler failed for good');
        return this.setAside(arrival, { ...parkedAs(event, 'handler-failed', attempt), errorClass: classOf(error) });
      }
    }
  }

  private async settle(db: Db, { arrival, event }: Readable, findHandler: FindHandler): Promise<void> {
    this.options.onPoint?.('consumer.after-begin');
    const admission = await admitOrHold(db, this.options.service, arrival.topic, event);
    this.options.onPoint?.('consumer.after-admit');
    if (admission === 'admitted') await this.handle(db, event, findHandler);
    else if (admission === 'duplicate') this.skipped(db, event);
    else await this.park(db, arrival, parkedAs(event, admission, 1));
  }

  /** How many events of a partition the next batch may take. */
  private sizesOf({ topic, partition }: Arrival): { next: number } {
    const place = `${topic}/${partition}`;
    const known = this.sizes.get(place) ?? { next: MOST_A_BATCH };
    this.sizes.set(place, known);
    return known;
  }

  private async handle(db: Db, event: CloudEvent, findHandler: FindHandler): Promise<void> {
    const handle = findHandler(event.type);
    db.afterCommit(() => this.metrics.received('admitted'));
    if (handle === undefined) return;
    const began = performance.now();
    await runHandler(db, event, handle);
    const took = performance.now() - began;
    db.afterCommit(() => this.metrics.handled(event.type, took));
    this.options.onPoint?.('consumer.after-effect');
  }

  private skipped(db: Db, { type, subject, aggregateversion }: CloudEvent): void {
    db.afterCommit(() => {
      this.metrics.received('duplicate');
      this.logger.warn(`duplicate skipped: ${type} ${subject} v${aggregateversion}`);
    });
  }

  private async setAside(arrival: Arrival, as: ParkedAs): Promise<void> {
    this.options.onPoint?.('consumer.before-park');
    await this.transactions.run((db) => this.park(db, arrival, as));
    this.options.onPoint?.('consumer.after-park');
  }

  private async park(db: Db, arrival: Arrival, as: ParkedAs): Promise<void> {
    if (!(await park(db, this.options.service, arrival, as))) return;
    db.afterCommit(() => {
      this.metrics.parked(as.reason);
      this.logger.error(`parked (${as.reason}): ${arrival.topic}/${arrival.partition}@${arrival.record.offset}`);
    });
  }
}

function parkedAs(event: CloudEvent, reason: ParkingReason, attempts: number): ParkedAs {
  return { reason, attempts, subject: event.subject, version: event.aggregateversion };
}
