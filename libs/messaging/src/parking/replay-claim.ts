import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Transactions, type Db } from '@opencircle/persistence';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../options.js';
import { KEPT_AUDIT, type ParkedAudit } from './audit.js';

export type Claim = { readonly id: string; readonly acceptGap: boolean; readonly actor: string };
export type OpenSequence = { readonly sequenceId: string; readonly applied: number };

/** Another process has the replay now. */
export class ClaimLost extends Error {}

/** How long a replay stays with a process that gives no sign. An event's transaction holds the claim by its row lock. */
const LEASE_SECONDS = 10;

/** Which process works on which replay. A claim is checked and renewed in the transaction of every step. */
@Injectable()
export class ReplayClaims {
  private readonly owner = randomUUID();

  constructor(
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
    private readonly transactions: Transactions,
    @Inject(KEPT_AUDIT) private readonly audit: ParkedAudit,
  ) {}

  /** The oldest running replay that nobody works on. */
  async claim(): Promise<Claim | undefined> {
    const [row] = await this.transactions.run((db) =>
      db.query<{ id: string; accept_gap: string | null; requested_by: string }>(
        `UPDATE parked_replay SET owner = $1, lease_until = now() + make_interval(secs => $3)
         WHERE id = (
           SELECT id FROM parked_replay
           WHERE state = 'running' AND consumer = $2 AND (lease_until IS NULL OR lease_until < now() OR owner = $1)
           ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED
         ) RETURNING id, accept_gap, requested_by`,
        [this.owner, this.options.service, LEASE_SECONDS],
      ),
    );
    return row && { id: row.id, acceptGap: row.accept_gap !== null, actor: row.requested_by };
  }

  /** Throws ClaimLost. Until the transaction ends nobody else can claim the replay. */
  async renew(db: Db, { id }: Claim): Promise<void> {
    const renewed = await db.query(
      `UPDATE parked_replay SET lease_until = clock_timestamp() + make_interval(secs => $3)
       WHERE id = $1 AND owner = $2 AND state = 'running' RETURNING 1`,
      [id, this.owner, LEASE_SECONDS],
    );
    if (renewed.length === 0) throw new ClaimLost(`replay ${id} is with another process`);
  }

  /** Lets others go on at once. */
  async release(): Promise<void> {
    await this.transactions.run((db) =>
      db.query('UPDATE parked_replay SET owner = NULL, lease_until = NULL WHERE owner = $1', [this.owner]),
    );
  }

  async nextSequence({ id }: Claim): Promise<OpenSequence | undefined> {
    const [row] = await this.transactions.read((db) =>
      db.query<{ sequence_id: string; applied: number }>(
        `SELECT sequence_id, applied FROM parked_replay_sequence WHERE replay_id = $1 AND ended_at IS NULL
         ORDER BY position LIMIT 1`,
        [id],
      ),
    );
    return row && { sequenceId: row.sequence_id, applied: row.applied };
  }

  async count(db: Db, { id }: Claim, sequenceId: string, outcome: 'applied' | 'superseded'): Promise<void> {
    const [applied, superseded] = outcome === 'applied' ? [1, 0] : [0, 1];
    await db.query(
      `UPDATE parked_replay_sequence SET applied = applied + $3, superseded = superseded + $4
       WHERE replay_id = $1 AND sequence_id = $2`,
      [id, sequenceId, applied, superseded],
    );
  }

  /** The sequence is through, or stays parked from here on. */
  endSequence(db: Db, { id, actor }: Claim, sequenceId: string): Promise<void> {
    return endSequences(db, this.audit, { consumer: this.options.service, actor, replayId: id, sequenceId });
  }

  async finish(claim: Claim, state: 'done' | 'failed'): Promise<void> {
    await this.transactions.run(async (db) => {
      await this.renew(db, claim);
      await db.query('UPDATE parked_replay SET state = $2, finished_at = now() WHERE id = $1', [claim.id, state]);
      await endSequences(db, this.audit, { consumer: this.options.service, actor: claim.actor, replayId: claim.id });
    });
  }
}

/** Ends what is open of a replay, all of it or one sequence, each with a line in the audit by whoever ended it. */
export async function endSequences(
  db: Db,
  audit: ParkedAudit,
  end: { consumer: string; actor: string; replayId: string; sequenceId?: string },
): Promise<void> {
  const { consumer, actor, replayId } = end;
  const ended = await db.query<{ sequence_id: string; applied: number; superseded: number; parked_again: number }>(
    `WITH ended AS (
       UPDATE parked_replay_sequence s SET ended_at = now(), parked_again = (
         SELECT count(*) FROM parked_event e WHERE e.consumer = $1 AND e.sequence_id = s.sequence_id
       )
       WHERE replay_id = $2 AND ended_at IS NULL AND ($3::uuid IS NULL OR sequence_id = $3)
       RETURNING sequence_id, position, applied, superseded, parked_again
     )
     SELECT sequence_id, applied, superseded, parked_again FROM ended ORDER BY position`,
    [consumer, replayId, end.sequenceId ?? null],
  );
  for (const { sequence_id: sequenceId, applied, superseded, parked_again: parkedAgain } of ended) {
    const outcome = { applied, superseded, parkedAgain };
    await audit.record(db, { consumer, actor, action: 'replay-ended', sequenceId, replayId, outcome });
  }
}
