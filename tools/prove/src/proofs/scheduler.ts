import { setTimeout as sleep } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MessagingModule, Scheduler } from '@opencircle/messaging';
import { PersistenceModule, Transactions } from '@opencircle/persistence';
import type { Proof } from '../proof.js';
import { execute, proofDatabase } from '../proof-database.js';
import { Random } from '../random.js';
import { Client } from '../scheduler/client.js';
import { judgeJobs, type Done, type JobFaults } from '../scheduler/judge-jobs.js';
import { tickSql } from '../scheduler/tick.js';
import type { WorkerKind } from '../scheduler/worker-process.js';
import { Workers } from '../scheduler/workers.js';
import { withPostgres } from '../proof-server.js';
import type { Verdict } from '../verdict.js';

const SEED = 20_261_124;
/** Time for everything to be asked for before the first is due, in milliseconds. */
const LEAD_MS = 3_000;
/** How long after the last due time a job may still be missing before it counts as lost. */
const GRACE_MS = 60_000;
/** At p99, with a process at work. The quick form only reports it: beside other tests it would measure the machine. */
const MOST_LATE_MS = 1_000;

const controls: readonly { kind: WorkerKind; name: string; fault: keyof JobFaults }[] = [
  { kind: 'torn', name: 'control: effect and end in two transactions', fault: 'doubled' },
  { kind: 'own-clock', name: 'control: a clock that is 2 s ahead', fault: 'early' },
  { kind: 'delete-first', name: 'control: taken out before it is done', fault: 'lost' },
];

/**
 * Jobs at random times, moved, cancelled and rolled back by a client, done by three processes that are killed all the
 * time, at random and at every named point of the scheduler: each once, none early, 99 of 100 less than a second late.
 * The same run must find the fault of three schedulers that are wrong.
 */
export const scheduler: Proof = ({ quick }) =>
  withPostgres(async (adminUrl) => {
    const caught: Verdict[] = [];
    for (const { kind, name, fault } of controls) {
      const { n, found } = await run(adminUrl, kind, quick ? 300 : 1_000, 4_000);
      const isCaught = found[fault] > 0;
      caught.push({ name: 'scheduler', case: name, seed: SEED, n, found, control: isCaught, pass: isCaught });
    }
    const { n, found } = await run(adminUrl, 'scheduler', quick ? 2_000 : 50_000, quick ? 12_000 : 150_000);
    const { lost, doubled, early, unasked } = found;
    const real: Verdict = {
      name: 'scheduler',
      case: 'jobs of three processes that are killed',
      seed: SEED,
      n,
      found,
      control: caught.every(({ control }) => control),
      pass: lost + doubled + early + unasked === 0 && found.kills > 0 && (quick || found.p99LateMs < MOST_LATE_MS),
    };
    return [real, ...caught];
  });

type Outcome = { n: number; found: JobFaults & { p99LateMs: number; kills: number } };

/** One run: `count` jobs due over `spanMs`, a client that meddles, workers that die. */
async function run(adminUrl: string, kind: WorkerKind, count: number, spanMs: number): Promise<Outcome> {
  const { ownerUrl, serviceUrl } = await proofDatabase(adminUrl, tickSql);
  const workers = new Workers(kind, serviceUrl, new Random(SEED));
  const { client, close } = await startClient(serviceUrl);
  try {
    await workers.start();
    const first = Date.now() + LEAD_MS;
    const last = first + spanMs;
    await client.askAll(count, first, last);
    const killing = new AbortController();
    const deaths = workers.killUntil(killing.signal);
    await client.meddle(last, (10 * spanMs) / count);
    killing.abort();
    await deaths;
    await untilEmpty(ownerUrl, last + GRACE_MS);
    await workers.stop();
    const done = await execute<Done>(ownerUrl, 'SELECT key, asked, extract(epoch FROM at)::float * 1000 AS at FROM tick_done'); // prettier-ignore
    const { faults, p99LateMs } = judgeJobs(client.ledger, done);
    const n = client.ledger.filter(({ state }) => state !== 'rolled-back').length;
    return { n, found: { ...faults, p99LateMs, kills: workers.kills } };
  } finally {
    await Promise.all([workers.stop(), close()]);
  }
}

/** A process that only asks; jobs are done elsewhere. */
async function startClient(url: string): Promise<{ client: Client; close: () => Promise<void> }> {
  @Module({
    imports: [
      PersistenceModule.forRoot({ url, name: 'client', entities: [] }),
      MessagingModule.forRoot({ service: 'tick', brokers: [], topicPrefix: '', databaseUrl: url }),
    ],
  })
  class App {}
  const app = await NestFactory.createApplicationContext(App, { logger: false });
  return {
    client: new Client(app.get(Transactions), app.get(Scheduler), new Random(SEED + 1)),
    close: () => app.close(),
  };
}

async function untilEmpty(url: string, deadline: number): Promise<void> {
  for (;;) {
    const [left] = await execute<{ jobs: number }>(url, 'SELECT count(*)::int AS jobs FROM scheduled_job');
    if (left?.jobs === 0 || Date.now() > deadline) return;
    await sleep(200);
  }
}
