import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createDatabase, freePort, startPostgres, type Postgres } from '@opencircle/backing-services';
import type { Figure } from '../figure.js';
import { contenderSql, type Contender, type Form } from '../scheduler/contender.js';
import { schedulerFigures, type Seen } from '../scheduler/figures.js';
import { graphileWorker } from '../scheduler/graphile-worker.js';
import { fireAll, measure, type Bench } from '../scheduler/measure.js';
import { ours } from '../scheduler/ours.js';
import { pgBoss, type BossTuning } from '../scheduler/pg-boss.js';
import { execute } from '../scheduler/sql.js';

const tunings: readonly BossTuning[] = [500, 1_000, 2_000].flatMap((batchSize) =>
  [1, 2].map((localConcurrency) => ({ batchSize, localConcurrency })),
);

/**
 * Asking for jobs and doing them, beside pg-boss and graphile-worker on the same PostgreSQL, in turns. pg-boss first
 * shows which batch size and concurrency is its best, for each form of handler.
 */
export async function scheduler({ quick }: { quick: boolean }): Promise<Figure[]> {
  const folder = mkdtempSync('/tmp/opencircle-scheduler-');
  chmodSync(folder, 0o711);
  const postgres = await startPostgres({
    port: await freePort(),
    dataDir: join(folder, 'postgres'),
    logFile: join(folder, 'postgres.log'),
    password: 'bench',
  });
  try {
    return await compare(postgres, quick ? 4_000 : 10_000, quick ? 1 : 3);
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Side = { seen: Seen; contender: Contender; url: string };

async function compare(postgres: Postgres, jobs: number, rounds: number): Promise<Figure[]> {
  const bench = (url: string) => ({ url, jobs });
  const side = async (name: string, form: Form, make: (url: string) => Promise<Contender>): Promise<Side> => {
    const url = await database(postgres, name);
    return { seen: { name, form, turns: [] }, contender: await make(url), url };
  };
  const boss = async (form: Form): Promise<Side> => {
    const trial = await database(postgres, `trial_${form}`);
    const best = await bestTuning(bench(trial), form);
    return side(`boss_${form}`, form, (url) => pgBoss(url, form, best));
  };
  const sides = [
    await side('ours_each', 'each', (url) => ours(url, 'each')),
    await boss('each'),
    await side('graphile', 'each', graphileWorker),
    await side('ours_batch', 'batch', (url) => ours(url, 'batch')),
    await boss('batch'),
  ];
  for (let round = 0; round < rounds; round++) {
    for (const { seen, contender, url } of round % 2 === 0 ? sides : sides.toReversed()) {
      seen.name = contender.name;
      seen.turns.push(await measure(contender, bench(url)));
    }
  }
  for (const { contender } of sides) await contender.close();
  return schedulerFigures(sides.map(({ seen }) => seen));
}

async function bestTuning(bench: Bench, form: Form): Promise<BossTuning> {
  let best = { perSecond: 0, tuning: tunings[0]! };
  for (const tuning of tunings) {
    const contender = await pgBoss(bench.url, form, tuning);
    await execute(bench.url, `${contender.emptySql}; TRUNCATE effect`);
    const { perSecond } = (await fireAll(contender, bench)).fired;
    if (perSecond > best.perSecond) best = { perSecond, tuning };
    await contender.close();
  }
  return best.tuning;
}

async function database(postgres: Postgres, name: string): Promise<string> {
  const { ownerUrl } = await createDatabase(postgres.adminUrl, { name, ownerPassword: 'o', servicePassword: 's' });
  await execute(ownerUrl, contenderSql);
  return ownerUrl;
}
