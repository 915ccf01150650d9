import { Inject, Injectable } from '@nestjs/common';
import { RowNotFound, Transactions, type Db } from '@opencircle/persistence';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../options.js';
import type { ParkingReason } from './park.js';

/**
 * A replay and how far it is. `total` events: `applied` had their effect now, `superseded` had it before, `parkedAgain`
 * stayed behind what failed. `failed`: a fault of ours ended it; nothing half-done is left.
 */
export type ParkedReplay = {
  id: string;
  sequenceId: string | null;
  reason: ParkingReason | null;
  acceptGap: string | null;
  state: 'running' | 'done' | 'failed' | 'cancelled';
  sequences: number;
  total: number;
  done: number;
  applied: number;
  superseded: number;
  parkedAgain: number;
  requestedBy: string;
  createdAt: string;
  finishedAt: string | null;
};

type ReplayRow = Pick<ParkedReplay, 'id' | 'reason' | 'state' | 'sequences' | 'total' | 'applied' | 'superseded'> & {
  sequence_id: string | null;
  accept_gap: string | null;
  parked_again: number;
  requested_by: string;
  created_at: Date;
  finished_at: Date | null;
};

@Injectable()
export class FindReplay {
  constructor(
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
    private readonly transactions: Transactions,
  ) {}

  /** Throws RowNotFound. */
  run(id: string): Promise<ParkedReplay> {
    return this.transactions.read((db) => findReplay(db, this.options.service, id));
  }
}

export async function findReplay(db: Db, consumer: string, id: string): Promise<ParkedReplay> {
  const [row] = await db.query<ReplayRow>(
    `SELECT r.id, r.sequence_id, r.reason, r.accept_gap, r.state, r.requested_by, r.created_at, r.finished_at, s.*
     FROM parked_replay r
     CROSS JOIN LATERAL (
       SELECT count(*)::int AS sequences, coalesce(sum(applied), 0)::int AS applied,
              coalesce(sum(superseded), 0)::int AS superseded, coalesce(sum(parked_again), 0)::int AS parked_again,
              coalesce(sum(CASE WHEN ended_at IS NULL THEN greatest(events, applied + superseded)
                                ELSE applied + superseded + parked_again END), 0)::int AS total
       FROM parked_replay_sequence WHERE replay_id = r.id
     ) s
     WHERE r.id = $1 AND r.consumer = $2`,
    [id, consumer],
  );
  if (row === undefined) throw new RowNotFound('parked replay');
  return {
    id: row.id,
    sequenceId: row.sequence_id,
    reason: row.reason,
    acceptGap: row.accept_gap,
    state: row.state,
    sequences: row.sequences,
    total: row.total,
    done: row.applied + row.superseded,
    applied: row.applied,
    superseded: row.superseded,
    parkedAgain: row.parked_again,
    requestedBy: row.requested_by,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}
