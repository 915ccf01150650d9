import { setTimeout as sleep } from 'node:timers/promises';
import type { Scheduler } from '@opencircle/messaging';
import type { Db, Transactions } from '@opencircle/persistence';
import type { Random } from '../random.js';
import { tickOf } from './tick.js';

/** One thing that was asked for, and what the asker was told. Times are epoch milliseconds. */
export type Asked = {
  key: string;
  asked: number;
  at: number;
  /** When the answer came. */
  told: number;
  /** `open`: to be done once. `moved`: asked again under its key, so done once or not. `cancelled`: never to be done. */
  state: 'open' | 'moved' | 'cancelled' | 'rolled-back';
};

class Regret extends Error {}

/** Asks for jobs, moves and cancels them like a service under load, and remembers what it was told. */
export class Client {
  readonly ledger: Asked[] = [];
  private asked = 0;
  /** The newest entry of each key. */
  private readonly newest = new Map<string, Asked>();

  constructor(
    private readonly transactions: Transactions,
    private readonly scheduler: Scheduler,
    private readonly random: Random,
  ) {}

  /** `count` jobs due at random times from `first` to `last`, in transactions of 1 to 200, some of which roll back. */
  async askAll(count: number, first: number, last: number): Promise<void> {
    let keys = 0;
    while (keys < count) {
      const size = this.random.between(1, 200);
      const rollBack = this.random.chance(0.05);
      const name = rollBack ? 'never' : 'job';
      await this.ask(
        Array.from({ length: size }, (_, i) => ({ key: `${name}-${keys + i}`, at: this.random.between(first, last) })),
        rollBack,
      );
      if (!rollBack) keys += size;
    }
  }

  /** Moves, cancels and asks anew at random until `last`. */
  async meddle(last: number, pauseMs: number): Promise<void> {
    while (Date.now() < last) {
      const entry = this.ledger[this.random.between(0, this.ledger.length - 1)];
      if (entry !== undefined && this.newest.get(entry.key) === entry) await this.change(entry, last);
      await sleep(pauseMs);
    }
  }

  private async change(entry: Asked, last: number): Promise<void> {
    if (this.random.chance(0.4)) {
      const cancelled = await this.transactions.run((db) => this.scheduler.cancel(db, tickOf(entry.key), entry.key));
      if (cancelled) entry.state = 'cancelled';
      return;
    }
    const now = Date.now();
    const at = this.random.chance(0.3) ? now + 50 : this.random.between(now, Math.max(now, last));
    await this.ask([{ key: entry.key, at }], this.random.chance(0.1));
  }

  private async ask(wanted: Pick<Asked, 'key' | 'at'>[], rollBack: boolean): Promise<void> {
    const jobs = wanted.map((job) => ({ ...job, asked: ++this.asked }));
    await this.transactions
      .run(async (db: Db) => {
        await this.scheduler.scheduleAll(
          db,
          jobs.map(({ key, asked, at }) => ({ kind: tickOf(key), key, at: new Date(at), payload: { asked } })),
        );
        if (rollBack) throw new Regret();
      })
      .catch((error: unknown) => {
        if (!(error instanceof Regret)) throw error;
      });
    const told = Date.now();
    for (const job of jobs) this.remember({ ...job, told, state: rollBack ? 'rolled-back' : 'open' });
  }

  private remember(entry: Asked): void {
    this.ledger.push(entry);
    if (entry.state === 'rolled-back') return;
    const before = this.newest.get(entry.key);
    if (before?.state === 'open') before.state = 'moved';
    this.newest.set(entry.key, entry);
  }
}
