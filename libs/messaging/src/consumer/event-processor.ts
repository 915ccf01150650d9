import { Injectable, Inject, Logger } from '@nestjs/common';
import type { CloudEvent } from '@opencircle/contracts';
import { Transactions } from '@opencircle/persistence';
import { decode, Undecodable } from '../decode.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../options.js';
import { admit, type Admission } from './admission.js';
import { EventContext } from './event-context.js';
import { park, type Arrival, type ParkedAs } from './parking.js';
import { isTransient } from './transient.js';

export type Handle = (context: EventContext) => Promise<void>;
export type FindHandler = (type: string) => Handle | undefined;

const ATTEMPTS = 3;

/** One event to one effect. Returns once the outcome is durable; throws only what waiting can mend. */
@Injectable()
export class EventProcessor {
  private readonly logger = new Logger(EventProcessor.name);

  constructor(
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
    private readonly transactions: Transactions,
  ) {}

  async process(arrival: Arrival, findHandler: FindHandler): Promise<void> {
    const read = this.read(arrival);
    if ('reason' in read) return this.park(arrival, read);
    for (let attempt = 1; ; attempt++) {
      try {
        await this.apply(arrival, read, findHandler(read.type));
        return;
      } catch (error) {
        if (isTransient(error)) throw error;
        if (attempt < ATTEMPTS) continue;
        this.logger.error({ err: error, type: read.type, msg: 'handler failed for good' });
        return this.park(arrival, { ...asParked(read, 'handler-failed', attempt), errorClass: classOf(error) });
      }
    }
  }

  private read(arrival: Arrival): CloudEvent | ParkedAs {
    try {
      return decode(arrival.topic, arrival.message).event;
    } catch (error) {
      if (!(error instanceof Undecodable)) throw error;
      return {
        reason: error.reason,
        attempts: 1,
        ...(error.subject === undefined ? {} : { subject: error.subject }),
        ...(error.version === undefined ? {} : { version: error.version }),
      };
    }
  }

  private async apply(arrival: Arrival, event: CloudEvent, handle: Handle | undefined): Promise<void> {
    const admission = await this.transactions.run(async (db): Promise<Admission> => {
      const verdict = await admit(db, this.options.service, arrival.topic, event);
      if (verdict === 'admitted') await handle?.(new EventContext(db, event));
      else if (verdict !== 'duplicate') await park(db, this.options.service, arrival, asParked(event, verdict, 1));
      return verdict;
    });
    if (admission !== 'admitted')
      this.logger.warn(`${admission}: ${event.type} ${event.subject} v${event.aggregateversion}`);
  }

  private async park(arrival: Arrival, as: ParkedAs): Promise<void> {
    await this.transactions.run((db) => park(db, this.options.service, arrival, as));
    this.logger.error(`parked (${as.reason}): ${arrival.topic}/${arrival.partition}@${arrival.offset}`);
  }
}

function asParked(event: CloudEvent, reason: string, attempts: number): ParkedAs {
  return { reason, attempts, subject: event.subject, version: event.aggregateversion };
}

function classOf(error: unknown): string {
  return error instanceof Error ? error.constructor.name : typeof error;
}
