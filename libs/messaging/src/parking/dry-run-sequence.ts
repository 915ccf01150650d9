import { Inject, Injectable, Logger } from '@nestjs/common';
import { asSystem, classOf, RowNotFound, Transactions, type Db } from '@opencircle/persistence';
import { KafkaEvents } from '../consumer/kafka-events.js';
import { isTransient } from '../consumer/transient.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../options.js';
import { KEPT_AUDIT, type ParkedAudit } from './audit.js';
import type { ParkingReason } from './park.js';
import { countOf, eventsOf, type ParkedRow } from './parked-row.js';
import { lockHead, settleParked, type Gap, type Settlement } from './settle-parked.js';

/**
 * What a replay would do with one event. `would-fail`: its handler throws `errorClass`. `would-wait`: the failure is
 * transient. `behind`: an event before it stops the sequence. `not-tried`: the dry run ended before it.
 */
export type Foresight = {
  id: string;
  version: number | null;
  outcome: 'would-apply' | 'superseded' | 'gap' | 'undecodable' | 'would-fail' | 'would-wait' | 'behind' | 'not-tried';
  reason: ParkingReason | null;
  errorClass: string | null;
  missing: { from: number; to: number } | null;
};

/** `events` is how many there are; `items` are the first of them. */
export type DryRun = { sequenceId: string; events: number; items: Foresight[] };
type Foreseen = Omit<DryRun, 'sequenceId'>;

const MOST_EVENTS = 50;
/** The sequence, and what the handlers lock, is held so long at most, give or take one handler. */
const MOST_MS = 5_000;

/** Carries the answer out of a transaction that must not commit. */
class RolledBack extends Error {
  constructor(readonly foreseen: Foreseen) {
    super('a dry run commits nothing');
  }
}

/**
 * Runs the handlers of a sequence's first events for real, each after the effects of the one before, in a transaction
 * that is rolled back: so it tells the truth, and nothing of it stays. What a handler does outside its transaction would
 * stay; handlers do nothing outside it.
 */
@Injectable()
export class DryRunSequence {
  private readonly logger = new Logger(DryRunSequence.name);

  constructor(
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
    private readonly transactions: Transactions,
    private readonly events: KafkaEvents,
    @Inject(KEPT_AUDIT) private readonly audit: ParkedAudit,
  ) {}

  /** Throws RowNotFound. */
  async run(sequenceId: string, acceptGap: boolean, actor: string): Promise<DryRun> {
    const { service: consumer } = this.options;
    // Whoever asks, handlers run over every row, as they do when an event comes.
    const { events, items } = await asSystem(() => this.foresee(sequenceId, acceptGap));
    const outcome = Object.fromEntries(items.map((item) => [item.outcome, countBy(items, item.outcome)]));
    await this.transactions.run((db) =>
      this.audit.record(db, { consumer, actor, action: 'dry-run', sequenceId, outcome }),
    );
    this.logger.log(`dry run of ${sequenceId}: ${JSON.stringify(outcome)}`);
    return { sequenceId, events, items };
  }

  private async foresee(sequenceId: string, acceptGap: boolean): Promise<Foreseen> {
    try {
      return await this.transactions.run(async (db) => {
        await lockHead(db, this.options.service, sequenceId);
        const events = await countOf(db, this.options.service, sequenceId);
        if (events === 0) throw new RowNotFound('parked sequence');
        throw new RolledBack({ events, items: await this.tryAll(db, sequenceId, acceptGap) });
      });
    } catch (error) {
      if (error instanceof RolledBack) return error.foreseen;
      throw error;
    }
  }

  private async tryAll(db: Db, sequenceId: string, acceptGap: boolean): Promise<Foresight[]> {
    const { service: consumer } = this.options;
    const end = performance.now() + MOST_MS;
    const items: Foresight[] = [];
    let stopped: 'behind' | 'not-tried' | undefined;
    let applied = false;
    for (const row of await eventsOf(db, consumer, sequenceId, MOST_EVENTS)) {
      if (stopped === undefined && performance.now() > end) stopped = 'not-tried';
      const item: Foresight =
        stopped === undefined ? await this.tryOne(db, row, acceptGap && !applied) : foresight(row, stopped);
      applied ||= item.outcome === 'would-apply';
      if (item.outcome !== 'would-apply' && item.outcome !== 'superseded') stopped ??= 'behind';
      items.push(item);
    }
    return items;
  }

  private async tryOne(db: Db, row: ParkedRow, acceptGap: boolean): Promise<Foresight> {
    const { service: consumer } = this.options;
    try {
      const findHandler = (type: string) => this.events.handlerFor(type);
      return foreseen(row, await settleParked(db, row, { consumer, findHandler, acceptGap }));
    } catch (error) {
      const outcome = isTransient(error) ? 'would-wait' : 'would-fail';
      return { ...foresight(row, outcome), errorClass: classOf(error) };
    }
  }
}

function foreseen(row: ParkedRow, settlement: Settlement): Foresight {
  switch (settlement.outcome) {
    case 'applied':
      return { ...foresight(row, 'would-apply'), missing: settlement.gap ?? null };
    case 'superseded':
      return foresight(row, 'superseded');
    case 'held': {
      const { reason, missing } = settlement;
      const outcome = reason === 'version-gap' ? 'gap' : reason === 'behind-parked' ? 'behind' : 'undecodable';
      return { ...foresight(row, outcome), reason, missing: missing ?? null };
    }
  }
}

function foresight(row: ParkedRow, outcome: Foresight['outcome']): Foresight {
  const version = row.aggregate_version === null ? null : Number(row.aggregate_version);
  const missing: Gap | null = null;
  return { id: row.id, version, outcome, reason: null, errorClass: null, missing };
}

function countBy(items: readonly Foresight[], outcome: Foresight['outcome']): number {
  return items.filter((item) => item.outcome === outcome).length;
}
