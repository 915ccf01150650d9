import type { Db } from '@opencircle/persistence';
import type { CrashPoint } from '../crash-points.js';
import type { JobHandlers } from './job-handlers.js';
import { claimDue, complete, putOff, type JobRow } from './job-row.js';
import { judge } from './judge.js';

/** A round begins no job after this many milliseconds, so that locks are short. */
const SLICE_MS = 200;

/** What one transaction did with the jobs that it claimed; what is left over is free again. */
export type Round = { claimed: number; done: number; putOff: number; setAside: number };

/**
 * One transaction's worth of due jobs. `together` has no savepoints, and any failure fails it all; `apart` gives each
 * job a savepoint, and puts off or sets aside the one that fails. Throws what the handler or the database throws.
 */
export class JobRound {
  private readonly done: JobRow[] = [];
  private putOff = 0;
  private setAside = 0;

  constructor(
    private readonly db: Db,
    private readonly handlers: JobHandlers,
    private readonly reached: (point: CrashPoint) => void,
  ) {}

  async run(mode: 'together' | 'apart', limit: number): Promise<Round> {
    this.reached('scheduler.before-claim');
    const rows = await claimDue(this.db, this.handlers.kinds, limit);
    if (rows.length > 0) {
      this.reached('scheduler.after-claim');
      await (mode === 'together' ? this.together(rows) : this.apart(rows));
      this.reached('scheduler.after-effect');
      await complete(this.db, this.done);
      this.reached('scheduler.before-commit');
    }
    return { claimed: rows.length, done: this.done.length, putOff: this.putOff, setAside: this.setAside };
  }

  private async together(rows: readonly JobRow[]): Promise<void> {
    const end = performance.now() + SLICE_MS;
    for (const portion of this.portions(rows)) {
      await this.handlers.run(portion, this.db);
      this.done.push(...portion);
      if (performance.now() > end) return;
    }
  }

  private async apart(rows: readonly JobRow[]): Promise<void> {
    const end = performance.now() + SLICE_MS;
    for (const row of rows) {
      await this.one(row);
      if (performance.now() > end) return;
    }
  }

  private async one(row: JobRow): Promise<void> {
    await this.db.query('SAVEPOINT job');
    try {
      await this.handlers.run([row], this.db);
      // A constraint that waits for the commit would fail the others with it.
      await this.db.query('SET CONSTRAINTS ALL IMMEDIATE');
      await this.db.query('SET CONSTRAINTS ALL DEFERRED');
      await this.db.query('RELEASE SAVEPOINT job');
      this.done.push(row);
    } catch (error) {
      await this.db.query('ROLLBACK TO SAVEPOINT job');
      await this.db.query('RELEASE SAVEPOINT job');
      const verdict = judge(row, error);
      await putOff(this.db, row, verdict);
      if (verdict.state === 'waiting') this.putOff++;
      else this.setAside++;
    }
  }

  /** One row each, but all of a kind whose handler takes many stand together, where the first of them is due. */
  private portions(rows: readonly JobRow[]): Iterable<JobRow[]> {
    const portions = new Map<string, JobRow[]>();
    for (const row of rows) {
      const name = this.handlers.takesMany(row.kind) ? row.kind : row.place;
      const portion = portions.get(name);
      if (portion === undefined) portions.set(name, [row]);
      else portion.push(row);
    }
    return portions.values();
  }
}
