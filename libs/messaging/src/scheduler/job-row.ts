import type { Db } from '@opencircle/persistence';
import type { Verdict } from './judge.js';

/** A claimed row. `place` is its ctid: it is this version of the row and no later one, while the lock is held. */
export type JobRow = {
  place: string;
  kind: string;
  key: string;
  due_at: Date;
  payload: unknown;
  failures: number;
  delays: number;
  traceparent: string | null;
};

/**
 * Locks up to `limit` due jobs of these kinds that nobody else has locked, oldest first. `now()` is the database's time
 * at the start of the transaction, so no clock of ours can make a job early.
 */
export function claimDue(db: Db, kinds: readonly string[], limit: number): Promise<JobRow[]> {
  return db.query<JobRow>(
    `SELECT ctid::text AS place, kind, key, due_at, payload, failures, delays, traceparent
     FROM scheduled_job
     WHERE state = 'waiting' AND due_at <= now() AND kind = ANY($1)
     ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [kinds, limit],
  );
}

/** Milliseconds until the next job that was not due when the transaction began, or undefined when there is none. */
export async function untilNext(db: Db, kinds: readonly string[]): Promise<number | undefined> {
  const [next] = await db.query<{ ms: number | null }>(
    `SELECT (1000 * extract(epoch FROM min(due_at) - clock_timestamp()))::float AS ms
     FROM scheduled_job WHERE state = 'waiting' AND due_at > now() AND kind = ANY($1)`,
    [kinds],
  );
  return next?.ms ?? undefined;
}

/** Ends jobs that were done. One that its own handler scheduled again has moved to another place, and stays. */
export async function complete(db: Db, rows: readonly JobRow[]): Promise<void> {
  await db.query('DELETE FROM scheduled_job WHERE ctid = ANY($1::tid[])', [rows.map(({ place }) => place)]);
}

/** Releases a job whose handler failed: it is due again later, or set aside. */
export async function putOff(db: Db, row: JobRow, verdict: Verdict): Promise<void> {
  await db.query(
    `UPDATE scheduled_job
     SET due_at = clock_timestamp() + $2 * interval '1 millisecond', state = $3, failures = $4, delays = $5,
         error_class = $6
     WHERE ctid = $1::tid`,
    [row.place, verdict.waitMs, verdict.state, verdict.failures, verdict.delays, verdict.errorClass],
  );
}
