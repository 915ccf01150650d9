import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { cpuTime } from '../cpu-time.js';
import type { Contender, NumberedJob } from './contender.js';
import { execute } from './sql.js';

const HOUR = 3_600_000;
/** Jobs a second, when lateness is what is looked at. */
export const PACE = 200;

/** Rates are jobs a second; CPU is seconds of this process and PostgreSQL's per 1,000 jobs; `late` is in milliseconds. */
export type Measured = {
  enqueued: Rate;
  enqueuedWithRow: Rate;
  fired: Rate;
  late: number[];
  /** Each job had one effect, and none before its time. */
  once: boolean;
};
export type Rate = { perSecond: number; cpu: number };
export type Bench = { url: string; jobs: number };

/** One turn of one contender. */
export async function measure(contender: Contender, bench: Bench): Promise<Measured> {
  const empty = () => execute(bench.url, `${contender.emptySql}; TRUNCATE effect; TRUNCATE business`);
  await empty();
  const later = numbered(bench.jobs, () => Date.now() + HOUR);
  const enqueued = await rate(bench.jobs, () => contender.enqueue(later));
  await empty();
  const some = later.slice(0, bench.jobs / 20);
  const enqueuedWithRow = await rate(some.length, async () => {
    for (const job of some) await contender.enqueueWithRow(job);
  });
  await empty();
  const { fired, once } = await fireAll(contender, bench);
  await empty();
  const paced = await firePaced(contender, bench);
  return { enqueued, enqueuedWithRow, fired, late: paced.late, once: once && paced.once };
}

/** All jobs come due at one moment; the rate is from then until all effects are committed. */
export async function fireAll(contender: Contender, bench: Bench): Promise<{ fired: Rate; once: boolean }> {
  const due = Date.now() + 2_000 + bench.jobs / 10;
  const jobs = numbered(bench.jobs, () => due);
  await contender.enqueue(jobs);
  await execute(bench.url, 'ANALYZE');
  const working = await contender.work();
  await sleep(Math.max(0, due - Date.now()));
  working.nudge();
  const { seconds, cpu, result } = await timed(() => allEffects(bench));
  await working.stop();
  return { fired: rateOf(bench.jobs, { seconds, cpu }), once: isOnce(jobs, result) };
}

/** Jobs come due one after the other. */
async function firePaced(contender: Contender, bench: Bench): Promise<{ late: number[]; once: boolean }> {
  const begin = Date.now() + 2_000;
  const jobs = numbered(bench.jobs / 20, (n) => begin + (1_000 * n) / PACE);
  await contender.enqueue(jobs);
  const working = await contender.work();
  const effects = await allEffects({ ...bench, jobs: jobs.length });
  await working.stop();
  return { late: effects.map(({ job, at }) => at - jobs[job]!.at.getTime()), once: isOnce(jobs, effects) };
}

function numbered(count: number, at: (n: number) => number): NumberedJob[] {
  return Array.from({ length: count }, (_, n) => ({ n, at: new Date(at(n)) }));
}

type Effect = { job: number; at: number };

async function allEffects({ url, jobs }: Bench): Promise<Effect[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (;;) {
      const { rows } = await client.query<{ effects: number }>('SELECT count(*)::int AS effects FROM effect');
      if (rows[0]!.effects >= jobs) break;
      await sleep(20);
    }
    return (await client.query<Effect>('SELECT job, extract(epoch FROM at)::float * 1000 AS at FROM effect')).rows;
  } finally {
    await client.end();
  }
}

function isOnce(jobs: readonly NumberedJob[], effects: readonly Effect[]): boolean {
  const seen = new Set(effects.map(({ job }) => job));
  return (
    effects.length === jobs.length &&
    seen.size === jobs.length &&
    effects.every(({ job, at }) => at >= jobs[job]!.at.getTime())
  );
}

async function rate(jobs: number, work: () => Promise<void>): Promise<Rate> {
  return rateOf(jobs, await timed(work));
}

function rateOf(jobs: number, { seconds, cpu }: { seconds: number; cpu: number }): Rate {
  return { perSecond: jobs / seconds, cpu: (1_000 * cpu) / jobs };
}

/** PostgreSQL is a child of this process, so its time is in. */
async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; cpu: number; result: T }> {
  const used = () => (cpuTime({ bench: process.pid })['bench'] ?? 0) / 1_000;
  const [cpu, began] = [used(), performance.now()];
  const result = await work();
  return { seconds: (performance.now() - began) / 1_000, cpu: used() - cpu, result };
}
