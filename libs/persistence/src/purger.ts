import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Db } from './db.js';
import { sqlState } from './errors.js';
import { asSystem } from './scope.js';
import { Transactions } from './transactions.js';

/** Deletes at most `limit` rows that are old enough and says how many it deleted. Rows that others hold are left for next time. */
export type Purge = (db: Db, limit: number) => Promise<number>;

const EVERY_MS = 60 * 60_000;
const FIRST_MS = 60_000;
/** Rows in one transaction: few enough that nobody waits for their locks. */
const BATCH = 500;
/** Batches of one purge in one round; the rest is for the next hour, so that a long backlog does not crowd out the work. */
const MOST_BATCHES = 200;

/** Deletes what has outlived its use, an hour apart, in small transactions. Any number of replicas may do it at once. */
@Injectable()
export class Purger implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Purger.name);
  private readonly purges = new Map<string, Purge>();
  private timer: NodeJS.Timeout | undefined;
  private stopping = false;
  private round: Promise<void> = Promise.resolve();

  constructor(private readonly tx: Transactions) {}

  /** Names are for the log. Purges run in the order in which they were added. */
  add(name: string, purge: Purge): void {
    this.purges.set(name, purge);
  }

  onApplicationBootstrap(): void {
    this.plan(FIRST_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    await this.round;
  }

  /** One round now. A purge that fails is logged and tried again an hour later; the others go on. */
  async run(): Promise<void> {
    for (const [name, purge] of this.purges) {
      try {
        const deleted = await this.exhaust(purge);
        if (deleted > 0) this.logger.log({ name, count: deleted }, 'purged');
      } catch (error) {
        this.logger.warn({ name, code: sqlState(error) }, 'purge failed');
      }
    }
  }

  private async exhaust(purge: Purge): Promise<number> {
    let sum = 0;
    for (let batch = 0; batch < MOST_BATCHES && !this.stopping; batch++) {
      const deleted = await asSystem(() => this.tx.run((db) => purge(db, BATCH)));
      sum += deleted;
      if (deleted < BATCH) break;
    }
    return sum;
  }

  private plan(ms: number): void {
    if (this.stopping) return;
    this.timer = setTimeout(() => {
      this.round = this.run().then(() => this.plan(EVERY_MS));
    }, ms);
    this.timer.unref();
  }
}

/**
 * A purge of one table: which rows go is a condition over them, with its parameters from $2 on. Both are SQL of ours, never input.
 * The condition is asked again once the rows are held, for somebody may have given them a new use in between.
 */
export function purgeOf(table: string, condition: string, parameters: readonly unknown[]): Purge {
  return async (db, limit) => {
    const held = await db.query<{ at: string }>(
      `SELECT ctid::text AS at FROM ${table} WHERE ${condition} LIMIT $1 FOR UPDATE SKIP LOCKED`,
      [limit, ...parameters],
    );
    if (held.length === 0) return 0;
    const [gone] = await db.query<{ count: number }>(
      `WITH gone AS (DELETE FROM ${table} WHERE ctid = ANY ($1::text[]::tid[]) AND ${condition} RETURNING 1)
       SELECT count(*)::int AS count FROM gone`,
      [held.map(({ at }) => at), ...parameters],
    );
    return gone?.count ?? 0;
  };
}
