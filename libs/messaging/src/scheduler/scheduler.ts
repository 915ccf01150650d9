import { Injectable } from '@nestjs/common';
import type { Db } from '@opencircle/persistence';
import { currentCause } from '../cause.js';
import type { Job, JobKind, JobPayload } from './job-kind.js';
import { JobWorker } from './job-worker.js';

/** The way to do something later: the job commits with the state that it follows from, and rolls back with it. */
@Injectable()
export class Scheduler {
  constructor(private readonly worker: JobWorker) {}

  /**
   * Has the job done once, at or soon after its time (a past time: now). A waiting job of this kind and key is moved
   * to the new time, payload and trace, a set-aside one gets a fresh start; one that is being done just now is done
   * first. Throws ZodError when the payload breaks the kind's schema.
   */
  async schedule<Payload extends JobPayload>(db: Db, job: Job<Payload>): Promise<void> {
    await this.scheduleAll(db, [job]);
  }

  /** `schedule` for many in one statement. Of jobs with the same kind and key the last one counts. */
  async scheduleAll<Payload extends JobPayload>(db: Db, jobs: readonly Job<Payload>[]): Promise<void> {
    const rows = [...new Map(jobs.map((job) => [JSON.stringify([job.kind.kind, job.key]), job])).values()];
    const first = Math.min(...rows.map(({ at }) => at.getTime()));
    if (rows.length === 0) return;
    await db.query(
      `INSERT INTO scheduled_job AS job (kind, key, due_at, payload, traceparent)
       SELECT asked.*, $5 FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::json[]) AS asked (kind, key)
       ORDER BY kind, key
       ON CONFLICT (kind, key) DO UPDATE
       SET due_at = excluded.due_at, payload = excluded.payload, state = 'waiting', failures = 0, delays = 0,
           error_class = NULL, traceparent = excluded.traceparent`,
      [
        rows.map(({ kind }) => kind.kind),
        rows.map(({ key }) => key),
        rows.map(({ at }) => at.toISOString()),
        rows.map(({ kind, payload }) => JSON.stringify(kind.schema.parse(payload))),
        currentCause()?.traceparent ?? null,
      ],
    );
    db.afterCommit(() => this.worker.expect(first));
  }

  /**
   * Withdraws the job. True: it will never be done. False: there is none (any more). Waits for one that is being done
   * just now, so afterwards it was either done before or never will be.
   */
  async cancel(db: Db, kind: JobKind, key: string): Promise<boolean> {
    const gone = await db.query('DELETE FROM scheduled_job WHERE kind = $1 AND key = $2 RETURNING 1', [kind.kind, key]);
    return gone.length === 1;
  }
}
