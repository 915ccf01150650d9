import { Injectable, Inject, Logger } from '@nestjs/common';
import type { CloudEvent } from '@opencircle/contracts';
import { Transactions, type Db } from '@opencircle/persistence';
import { because, causeOfEvent } from '../cause.js';
import { MessagingMetrics } from '../metrics.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../options.js';
import { admitOrHold, type Admission } from './admission.js';
import { admitAll } from './admit-all.js';
import { EventContext } from './event-context.js';
import { park, type ParkedAs, type ParkingReason } from './parking.js';
import { readEvent, type Arrival, type Readable } from './read-event.js';
import { isTransient } from './transient.js';

export type Handle = (context: EventContext) => Promise<void>;
export type FindHandler = (type: string) => Handle | undefined;

const ATTEMPTS = 3;
const MOST_A_BATCH = 200;

/** Events to effects. What `process` says is done is durable; it throws only what waiting can mend. */
@Injectable()
export class EventProcessor {
  private readonly logger = new Logger(EventProcessor.name);

  constructor(
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
    private readonly transactions: Transactions,
    private readonly metrics: MessagingMetrics,
  ) {}

  /** Settles one or more from the start of a partition's next records, and answers how many. */
  async process(arrivals: readonly Arrival[], findHandler: FindHandler): Promise<number> {
    if (this.options.consumerMode !== 'single' && arrivals.length > 1) {
      const settled = await this.processBatch(readableFrom(arrivals.slice(0, MOST_A_BATCH)), findHandler);
      if (settled > 0) return settled;
    }
    if (arrivals[0] !== undefined) await this.processOne(arrivals[0], findHandler);
    return Math.min(arrivals.length, 1);
  }

  /**
   * One transaction for all. An event that fails rolls it back; then those before it are settled without it, and it
   * comes alone. So nothing is settled that one transaction an event would not settle, and the order is kept.
   */
  private async processBatch(batch: readonly Readable[], findHandler: FindHandler): Promise<number> {
    const [first] = batch;
    if (first === undefined || batch.length < 2) return 0;
    let working = 0;
    try {
      const { settled, duplicates } = await this.transactions.run(async (db) => {
        const events = batch.map(({ event }) => event);
        const { admitted, known } = await admitAll(db, this.options.service, first.arrival.topic, events);
        this.options.onPoint?.('consumer.after-admit');
        for (const event of admitted) {
          working = events.indexOf(event, working);
          await this.handle(db, event, findHandler(event.type));
        }
        return { settled: known, duplicates: known - admitted.length };
      });
      this.options.onPoint?.('consumer.after-commit');
      this.metrics.received('admitted', settled - duplicates);
      this.metrics.received('duplicate', duplicates);
      if (duplicates > 0) this.logger.warn(`skipped ${duplicates} duplicates on ${first.arrival.topic}`);
      return settled;
    } catch (error) {
      if (isTransient(error)) throw error;
      return this.processBatch(batch.slice(0, working), findHandler);
    }
  }

  private async processOne(arrival: Arrival, findHandler: FindHandler): Promise<void> {
    const read = readEvent(arrival);
    this.options.onPoint?.('consumer.after-decode');
    if ('parkedAs' in read) return this.setAside(arrival, read.parkedAs);
    const { event } = read;
    for (let attempt = 1; ; attempt++) {
      try {
        await this.settle(read, findHandler(event.type));
        return;
      } catch (error) {
        if (isTransient(error)) throw error;
        if (attempt < ATTEMPTS) continue;
        this.logger.error({ err: error, eventType: event.type, msg: 'handler failed for good' });
        return this.setAside(arrival, { ...parkedAs(event, 'handler-failed', attempt), errorClass: classOf(error) });
      }
    }
  }

  private async settle({ arrival, event }: Readable, handle: Handle | undefined): Promise<void> {
    const verdict = await this.transactions.run(async (db): Promise<Admission> => {
      this.options.onPoint?.('consumer.after-begin');
      const admission = await admitOrHold(db, this.options.service, arrival.topic, event);
      this.options.onPoint?.('consumer.after-admit');
      if (admission === 'admitted') await this.handle(db, event, handle);
      else if (admission !== 'duplicate') await this.park(db, arrival, parkedAs(event, admission, 1));
      return admission;
    });
    this.options.onPoint?.('consumer.after-commit');
    this.metrics.received(verdict);
    if (verdict !== 'admitted')
      this.logger.warn(`${verdict}: ${event.type} ${event.subject} v${event.aggregateversion}`);
  }

  private async handle(db: Db, event: CloudEvent, handle: Handle | undefined): Promise<void> {
    if (handle === undefined) return;
    const began = performance.now();
    await because(causeOfEvent(event), () => handle(new EventContext(db, event)));
    this.metrics.handled(event.type, performance.now() - began);
    this.options.onPoint?.('consumer.after-effect');
  }

  private async setAside(arrival: Arrival, as: ParkedAs): Promise<void> {
    this.options.onPoint?.('consumer.before-park');
    const parked = await this.transactions.run((db) => this.park(db, arrival, as));
    this.options.onPoint?.('consumer.after-park');
    this.metrics.received(parked ? 'parked' : 'duplicate');
    if (parked)
      this.logger.error(`parked (${as.reason}): ${arrival.topic}/${arrival.partition}@${arrival.record.offset}`);
  }

  private park(db: Db, arrival: Arrival, as: ParkedAs): Promise<boolean> {
    db.afterCommit(() => this.metrics.parked(as.reason));
    return park(db, this.options.service, arrival, as);
  }
}

/** As many from the start as are events at all. */
function readableFrom(arrivals: readonly Arrival[]): Readable[] {
  const readable: Readable[] = [];
  for (const arrival of arrivals) {
    const read = readEvent(arrival);
    if ('parkedAs' in read) break;
    readable.push(read);
  }
  return readable;
}

function parkedAs(event: CloudEvent, reason: ParkingReason, attempts: number): ParkedAs {
  return { reason, attempts, subject: event.subject, version: event.aggregateversion };
}

function classOf(error: unknown): string {
  return error instanceof Error ? error.constructor.name : typeof error;
}
