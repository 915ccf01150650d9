import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { classOf, Transactions } from '@opencircle/persistence';
import type { CrashPoint } from '../crash-points.js';
import { Loop } from '../loop.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../options.js';
import { ClaimSize } from './claim-size.js';
import { JobHandlers } from './job-handlers.js';
import { JobRound, type Round } from './job-round.js';
import { untilNext } from './job-row.js';

/** How late a job can be that another process scheduled for the time in which this one rests, in milliseconds. */
const LONGEST_REST_MS = 500;
/** Jobs that come due one after the other are done several at a time: a round for each would be all that is done. */
const SHORTEST_REST_MS = 20;
/** Rounds at a time while there is more than one does: a transaction's handler runs while the other's waits for the database. */
const ROUNDS_WHEN_BEHIND = 2;

/** `more`: there may be more to do at once. `rest`: milliseconds until there is something to do. */
type Turn = Round & { more: boolean; rest: number };

/**
 * Does due jobs, in any number of processes at once. The lock on a row is the claim, and the row goes in the
 * transaction of its effect, so a process that dies has done all of a job or nothing, and another one takes it up.
 */
@Injectable()
export class JobWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(JobWorker.name);
  private readonly loop = new Loop({
    step: () => this.step(),
    failed: (error) => this.logger.warn(`jobs wait: ${classOf(error)}`),
  });
  private readonly reached: (point: CrashPoint) => void;
  private readonly claimSize = new ClaimSize();
  /** By this process's clock; only decides whether waking up is worth while. */
  private restsUntil = 0;
  private counted = { fired: 0, putOff: 0, setAside: 0 };
  private lastRound: Date | undefined;
  private isBehind = false;

  constructor(
    @Inject(MESSAGING_OPTIONS) options: MessagingOptions,
    private readonly transactions: Transactions,
    private readonly handlers: JobHandlers,
  ) {
    this.reached = options.onPoint ?? (() => undefined);
  }

  /** A job for this time (epoch milliseconds) was committed. */
  expect(at: number): void {
    if (at < this.restsUntil || this.restsUntil === 0) this.loop.wake();
  }

  /** What this process did since it started, and when it last looked; `lastRoundAt` stands still when it is stuck. */
  get progress(): { fired: number; putOff: number; setAside: number; lastRoundAt: Date | undefined } {
    return { ...this.counted, lastRoundAt: this.lastRound };
  }

  onApplicationBootstrap(): void {
    if (this.handlers.kinds.length > 0) this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  private async step(): Promise<number> {
    this.restsUntil = 0;
    const asked = this.isBehind ? ROUNDS_WHEN_BEHIND : 1;
    const settled = await Promise.allSettled(Array.from({ length: asked }, () => this.turn()));
    const turns = settled.map((each) => {
      if (each.status === 'rejected') throw each.reason;
      return each.value;
    });
    this.isBehind = turns.some(({ more }) => more);
    if (this.isBehind) return 0;
    const rest = Math.min(...turns.map((turn) => turn.rest));
    this.restsUntil = Date.now() + rest;
    return rest;
  }

  private async turn(): Promise<Turn> {
    const asked = this.claimSize.next;
    const round = await this.run('together', asked).catch(() => this.run('apart', asked));
    this.counted.fired += round.done;
    this.counted.putOff += round.putOff;
    this.counted.setAside += round.setAside;
    if (round.setAside > 0) this.logger.error(`${round.setAside} jobs set aside: their handlers failed for good`);
    this.lastRound = new Date();
    const taken = round.done + round.putOff + round.setAside;
    return { ...round, more: this.claimSize.learn({ asked, claimed: round.claimed, taken }) };
  }

  private async run(mode: 'together' | 'apart', limit: number): Promise<Round & { rest: number }> {
    const round = await this.transactions.run(async (db) => {
      const round = await new JobRound(db, this.handlers, this.reached).run(mode, limit);
      // A full round is followed by another one at once.
      const next = round.claimed === limit ? 0 : ((await untilNext(db, this.handlers.kinds)) ?? LONGEST_REST_MS);
      return { ...round, rest: Math.min(Math.max(next, SHORTEST_REST_MS), LONGEST_REST_MS) };
    });
    if (round.done > 0) this.reached('scheduler.after-commit');
    return round;
  }
}
