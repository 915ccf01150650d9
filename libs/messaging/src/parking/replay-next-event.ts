import { Inject, Injectable, Logger } from '@nestjs/common';
import { classOf, Transactions, type Db } from '@opencircle/persistence';
import { KafkaEvents } from '../consumer/kafka-events.js';
import { isTransient } from '../consumer/transient.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../options.js';
import type { ParkingReason } from './park.js';
import type { ParkedRow } from './parked-row.js';
import { ParkedMetrics } from './parked-metrics.js';
import { ClaimLost, ReplayClaims, type Claim, type OpenSequence } from './replay-claim.js';
import { lockHead, settleParked, type Settlement } from './settle-parked.js';

/** One event of a replay, one transaction: its effect, its row's end and the replay's progress commit together. */
@Injectable()
export class ReplayNextEvent {
  private readonly logger = new Logger(ReplayNextEvent.name);

  constructor(
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
    private readonly transactions: Transactions,
    private readonly events: KafkaEvents,
    private readonly claims: ReplayClaims,
    private readonly metrics: ParkedMetrics,
  ) {}

  /** Settles a sequence's first event, or ends the sequence's part in the replay. Throws ClaimLost and what may pass. */
  async run(claim: Claim, sequence: OpenSequence): Promise<void> {
    let working: ParkedRow | undefined;
    try {
      const settlement = await this.transactions.run(async (db) => {
        await this.claims.renew(db, claim);
        working = await lockHead(db, this.options.service, sequence.sequenceId);
        if (working !== undefined) return this.settle(db, claim, sequence, working);
        await this.claims.endSequence(db, claim, sequence.sequenceId);
        return undefined;
      });
      if (settlement !== undefined) this.tell(working, settlement);
    } catch (error) {
      if (working === undefined || error instanceof ClaimLost || isTransient(error)) throw error;
      await this.parkAgain(claim, working, error);
    }
    this.options.onPoint?.('replay.after-event');
  }

  private async settle(db: Db, claim: Claim, sequence: OpenSequence, row: ParkedRow): Promise<Settlement> {
    const settlement = await settleParked(db, row, {
      consumer: this.options.service,
      findHandler: (type) => this.events.handlerFor(type),
      acceptGap: claim.acceptGap && sequence.applied === 0,
      onPoint: this.options.onPoint,
    });
    if (settlement.outcome === 'held') {
      // First counted, then moved: a row that finds its aggregate leaves this sequence.
      await this.claims.endSequence(db, claim, sequence.sequenceId);
      await hold(db, row, settlement);
    } else {
      await db.query('DELETE FROM parked_event WHERE id = $1', [row.id]);
      await this.claims.count(db, claim, sequence.sequenceId, settlement.outcome);
    }
    return settlement;
  }

  /** The handler failed and its transaction is gone; the event stays what it is, and all that follow it. */
  private async parkAgain(claim: Claim, row: ParkedRow, error: unknown): Promise<void> {
    await this.transactions.run(async (db) => {
      await this.claims.renew(db, claim);
      await lockHead(db, this.options.service, row.sequence_id);
      await hold(db, row, { reason: 'handler-failed', errorClass: classOf(error) });
      await this.claims.endSequence(db, claim, row.sequence_id);
    });
    this.logger.error({ err: error }, `parked again (handler-failed): ${placeOf(row)}`);
    this.metrics.replayed('parked-again');
  }

  private tell(row: ParkedRow | undefined, settlement: Settlement): void {
    if (row === undefined) return;
    switch (settlement.outcome) {
      case 'held':
        this.metrics.replayed('parked-again');
        return this.logger.warn(`parked again (${settlement.reason}): ${placeOf(row)}`);
      case 'applied':
      case 'superseded': {
        const { outcome, gap } = settlement;
        this.metrics.replayed(outcome);
        const jump = gap === undefined ? '' : `, versions ${gap.from} to ${gap.to} given up`;
        return this.logger.log(`${outcome} by replay: ${placeOf(row)}${jump}`);
      }
    }
  }
}

type Hold = { reason: ParkingReason; errorClass?: string; event?: { subject: string; aggregateversion: number } };

/** An event that could not be read before and can now joins its aggregate's sequence. */
async function hold(db: Db, row: ParkedRow, { reason, errorClass, event }: Hold): Promise<void> {
  await db.query(
    `UPDATE parked_event SET reason = $2, error_class = $3, attempts = attempts + 1, last_seen_at = now(),
            subject = coalesce($4, subject), aggregate_version = coalesce($5, aggregate_version)
     WHERE id = $1`,
    [row.id, reason, errorClass ?? null, event?.subject ?? null, event?.aggregateversion ?? null],
  );
}

function placeOf(row: ParkedRow): string {
  return `${row.topic}/${row.partition}@${row.offset} of sequence ${row.sequence_id}`;
}
