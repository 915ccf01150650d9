import { Inject, Injectable, Logger } from '@nestjs/common';
import { newId } from '@opencircle/contracts';
import { Idempotency, RowNotFound, Transactions, type Db } from '@opencircle/persistence';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../options.js';
import { KEPT_AUDIT, type ParkedAudit } from './audit.js';
import { findReplay, type ParkedReplay } from './find-replay.js';
import type { ParkingReason } from './park.js';
import { countOf } from './parked-row.js';
import { replayRunning } from './parking.errors.js';
import { ReplayWorker } from './replay-worker.js';

/** `acceptGap` says why the first event of each sequence may jump over versions that will never come. */
export type ReplayRequest = {
  what: { sequenceId: string } | { reason: ParkingReason };
  acceptGap: string | undefined;
  actor: string;
  key: string | undefined;
};

/** Asks for a replay of one sequence, or of every sequence whose first event is parked for a reason. A worker does it. */
@Injectable()
export class StartReplay {
  private readonly logger = new Logger(StartReplay.name);

  constructor(
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
    private readonly transactions: Transactions,
    private readonly idempotency: Idempotency,
    private readonly worker: ReplayWorker,
    @Inject(KEPT_AUDIT) private readonly audit: ParkedAudit,
  ) {}

  /** The replay as it stands. Throws RowNotFound, replay-running. */
  async run({ what, acceptGap, actor, key }: ReplayRequest): Promise<ParkedReplay> {
    const { service: consumer } = this.options;
    const request = { ...what, acceptGap };
    const keyed = key === undefined ? undefined : { scope: `parked.replay:${actor}`, key, request };
    return this.transactions.run(async (db) => {
      const { id } = await this.idempotency.once(db, keyed, async () => {
        const replay = { id: newId<string>(), consumer, acceptGap, actor };
        await this.begin(db, replay, what);
        return { id: replay.id };
      });
      db.afterCommit(() => this.worker.wake());
      return findReplay(db, consumer, id);
    });
  }

  private async begin(
    db: Db,
    replay: { id: string; consumer: string; acceptGap: string | undefined; actor: string },
    what: ReplayRequest['what'],
  ): Promise<void> {
    const { id, consumer, acceptGap, actor } = replay;
    const sequenceId = 'sequenceId' in what ? what.sequenceId : undefined;
    const reason = 'reason' in what ? what.reason : undefined;
    await db.query(
      `INSERT INTO parked_replay (id, consumer, sequence_id, reason, accept_gap, requested_by)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [id, consumer, sequenceId ?? null, reason ?? null, acceptGap ?? null, actor],
    );
    const sequences =
      sequenceId === undefined ? await cover(db, replay, reason) : await coverOne(db, replay, sequenceId);
    const why = acceptGap ?? reason;
    await this.audit.record(db, {
      consumer,
      actor,
      action: 'replay',
      sequenceId,
      replayId: id,
      reason: why,
      outcome: { sequences },
    });
    db.afterCommit(() => this.logger.log(`replay ${id} of ${sequenceId ?? reason}: ${sequences} sequences`));
  }
}

async function coverOne(
  db: Db,
  { id, consumer }: { id: string; consumer: string },
  sequenceId: string,
): Promise<number> {
  const events = await countOf(db, consumer, sequenceId);
  if (events === 0) throw new RowNotFound('parked sequence');
  const covered = await db.query(
    `INSERT INTO parked_replay_sequence (replay_id, sequence_id, position, events) VALUES ($1, $2, 0, $3)
     ON CONFLICT (sequence_id) WHERE ended_at IS NULL DO NOTHING RETURNING 1`,
    [id, sequenceId, events],
  );
  if (covered.length === 0) throw replayRunning('/sequenceId', 'body');
  return 1;
}

/** Sequences that another replay works on are left to it; when it works on all of them there is nothing to do. */
async function cover(
  db: Db,
  { id, consumer }: { id: string; consumer: string },
  reason: ParkingReason | undefined,
): Promise<number> {
  const [counts] = await db.query<{ found: number; covered: number }>(
    `WITH found AS (
       SELECT DISTINCT ON (sequence_id) sequence_id, reason, min(id) OVER w AS position, count(*) OVER w AS events
       FROM parked_event WHERE consumer = $2
       WINDOW w AS (PARTITION BY sequence_id)
       ORDER BY sequence_id, aggregate_version, id
     ), covered AS (
       INSERT INTO parked_replay_sequence (replay_id, sequence_id, position, events)
       SELECT $1, sequence_id, position, events FROM found WHERE reason = $3 ORDER BY sequence_id
       ON CONFLICT (sequence_id) WHERE ended_at IS NULL DO NOTHING RETURNING 1
     )
     SELECT (SELECT count(*) FROM found WHERE reason = $3)::int AS found, (SELECT count(*) FROM covered)::int AS covered`,
    [id, consumer, reason],
  );
  if ((counts?.found ?? 0) > 0 && counts?.covered === 0) throw replayRunning('/reason', 'body');
  return counts?.covered ?? 0;
}
