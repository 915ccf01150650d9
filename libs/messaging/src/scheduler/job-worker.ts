import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Transactions } from '@opencircle/persistence';
import type { CrashPoint } from '../crash-points.js';
import { Loop } from '../loop.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../options.js';
import { JobHandlers } from './job-handlers.js';
import { JobRound, type Round } from './job-round.js';
import { untilNext } from './job-row.js';
import { classOf } from './judge.js';

/** How late a job can be that another process scheduled for the time in which this one rests, in milliseconds. */
const LONGEST_REST_MS = 500;

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
  /** By this process's clock; only decides whether waking up is worth while. */
  private restsUntil = 0;
  private counted = { fired: 0, putOff: 0, setAside: 0 };
  private lastRound: Date | undefined;

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
    const { rest, ...round } = await this.run('together').catch(() => this.run('apart'));
    this.counted.fired += round.done;
    this.counted.putOff += round.putOff;
    this.counted.setAside += round.setAside;
    if (round.setAside > 0) this.logger.error(`${round.setAside} jobs set aside: their handlers failed for good`);
    this.lastRound = new Date();
    this.restsUntil = Date.now() + rest;
    return rest;
  }

  private async run(mode: 'together' | 'apart'): Promise<Round & { rest: number }> {
    const round = await this.transactions.run(async (db) => {
      const round = await new JobRound(db, this.handlers, this.reached).run(mode);
      if (round.full) return { ...round, rest: 0 };
      const next = (await untilNext(db, this.handlers.kinds)) ?? LONGEST_REST_MS;
      return { ...round, rest: Math.min(Math.max(next, 1), LONGEST_REST_MS) };
    });
    if (round.done > 0) this.reached('scheduler.after-commit');
    return round;
  }
}
