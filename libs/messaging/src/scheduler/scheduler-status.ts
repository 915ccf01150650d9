import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Transactions } from '@opencircle/persistence';
import { MessagingMetrics } from '../metrics.js';
import { remembered } from '../remembered.js';
import { JobWorker } from './job-worker.js';

/** Figures are read when Prometheus asks, but for nobody longer than so often. */
const FRESH_MS = 5_000;

export type SchedulerState = {
  /** Jobs in the database whose time has come, and for how many seconds the oldest of them has waited. */
  due: number;
  oldestAgeSeconds: number;
  /** Jobs for later. */
  waiting: number;
  /** Jobs in the database whose handlers failed for good; scheduling one again gives it a fresh start. */
  setAside: number;
  /** Done by this process since it started. */
  fired: number;
  /** Put off by this process after a failure since it started. */
  putOff: number;
  /** When this process last looked for due jobs, ISO 8601; null before the first time and without handlers. */
  lastRoundAt: string | null;
};

/** What ops want to know of a service's jobs. */
@Injectable()
export class SchedulerStatus implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly worker: JobWorker,
    private readonly metrics: MessagingMetrics,
  ) {}

  onModuleInit(): void {
    const status = remembered(() => this.status(), FRESH_MS);
    const gauge = (name: string, help: string, read: (state: SchedulerState) => number): void =>
      this.metrics.gauge(`messaging_jobs_${name}`, help, async () => read(await status()));
    gauge('due', 'Jobs whose time has come', ({ due }) => due);
    gauge('oldest_age_seconds', 'How long the oldest due job has waited', ({ oldestAgeSeconds }) => oldestAgeSeconds);
    gauge('set_aside', 'Jobs whose handlers failed for good', ({ setAside }) => setAside);
    gauge('fired', 'Jobs done by this process since it started', ({ fired }) => fired);
  }

  async status(): Promise<SchedulerState> {
    const [row] = await this.transactions.read((db) =>
      db.query<Pick<SchedulerState, 'due' | 'oldestAgeSeconds' | 'waiting' | 'setAside'>>(
        `SELECT count(*) FILTER (WHERE state = 'waiting' AND due_at <= now())::int AS due,
                coalesce(extract(epoch FROM now() - min(due_at) FILTER (WHERE state = 'waiting')), 0)::float
                  AS "oldestAgeSeconds",
                count(*) FILTER (WHERE state = 'waiting' AND due_at > now())::int AS waiting,
                count(*) FILTER (WHERE state = 'set-aside')::int AS "setAside"
         FROM scheduled_job`,
      ),
    );
    const { fired, putOff, lastRoundAt } = this.worker.progress;
    return {
      due: row?.due ?? 0,
      oldestAgeSeconds: Math.max(0, row?.oldestAgeSeconds ?? 0),
      waiting: row?.waiting ?? 0,
      setAside: row?.setAside ?? 0,
      fired,
      putOff,
      lastRoundAt: lastRoundAt?.toISOString() ?? null,
    };
  }
}
