import type { Db } from '@opencircle/persistence';

export type ParkedActionKind = 'show' | 'dry-run' | 'replay' | 'replay-cancelled' | 'replay-ended' | 'discard';

/** What somebody did to parked events. `actor` is an opaque id; `event` an envelope, never content. */
export type ParkedAction = {
  readonly consumer: string;
  readonly actor: string;
  readonly action: ParkedActionKind;
  readonly sequenceId?: string | undefined;
  readonly replayId?: string;
  readonly reason?: string | undefined;
  readonly event?: object;
  readonly outcome?: Readonly<Record<string, number>>;
};

export type PastAction = {
  at: string;
  actor: string;
  action: ParkedActionKind;
  reason: string | null;
  outcome: Record<string, number> | null;
};

/** Where it is kept: in a service in its audit log, by itself in a table of this library. */
export type ParkedAudit = {
  /** In the transaction of the action itself. */
  record(db: Db, action: ParkedAction): Promise<void>;
  /** The latest actions on a sequence, oldest of them first. */
  actionsOn(db: Db, consumer: string, sequenceId: string, limit: number): Promise<PastAction[]>;
};

/** For whoever keeps it elsewhere; may be absent. */
export const PARKED_AUDIT = Symbol('parked audit');
/** Where this process keeps it. */
export const KEPT_AUDIT = Symbol('kept parked audit');

/** Keeps it in `parked_action`, for a process without an audit log. */
export const parkedActionTable: ParkedAudit = {
  async record(db, action) {
    await db.query(
      `INSERT INTO parked_action (consumer, actor, action, sequence_id, replay_id, reason, event, outcome)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        action.consumer,
        action.actor,
        action.action,
        action.sequenceId ?? null,
        action.replayId ?? null,
        action.reason ?? null,
        action.event === undefined ? null : JSON.stringify(action.event),
        action.outcome === undefined ? null : JSON.stringify(action.outcome),
      ],
    );
  },
  async actionsOn(db, consumer, sequenceId, limit) {
    const rows = await db.query<Omit<PastAction, 'at'> & { at: Date }>(
      `SELECT at, actor, action, reason, outcome FROM parked_action
       WHERE sequence_id = $1 AND consumer = $2 ORDER BY id DESC LIMIT $3`,
      [sequenceId, consumer, limit],
    );
    return rows.reverse().map((row) => ({ ...row, at: row.at.toISOString() }));
  },
};
