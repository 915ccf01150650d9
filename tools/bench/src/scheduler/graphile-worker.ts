import { Logger, makeWorkerUtils, run } from 'graphile-worker';
import pg from 'pg';
import { businessSql, eachSql, statements, type Contender } from './contender.js';

const silent = new Logger(() => () => undefined);
const concurrentJobs = 10;

/**
 * graphile-worker at its fastest: a local queue and completion in batches. It gives a task a connection, and ends the
 * job on another one: the effect and the job's end are two transactions whatever the settings.
 */
export async function graphileWorker(url: string): Promise<Contender> {
  const utils = await makeWorkerUtils({ connectionString: url, logger: silent });
  await utils.migrate();
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  return {
    name: 'graphile-worker, effect and end apart',
    emptySql: 'TRUNCATE graphile_worker._private_jobs',
    async enqueue(jobs) {
      for (const part of statements(jobs)) {
        await utils.addJobs(part.map(({ n, at }) => ({ identifier: 'each', payload: { n }, runAt: at })));
      }
    },
    async enqueueWithRow({ n, at }) {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        await client.query(businessSql, [n]);
        await client.query('SELECT graphile_worker.add_job($1, $2::json, run_at := $3)', ['each', { n }, at]);
        await client.query('COMMIT');
      } finally {
        client.release();
      }
    },
    async work() {
      const runner = await run({
        preset: {
          worker: {
            connectionString: url,
            concurrentJobs,
            maxPoolSize: concurrentJobs + 2,
            localQueue: { size: 500 },
            completeJobBatchDelay: 0,
            failJobBatchDelay: 0,
            pollInterval: 50,
          },
        },
        logger: silent,
        noHandleSignals: true,
        taskList: {
          each: async (payload, { query }) => {
            await query(eachSql, [(payload as { n: number }).n]);
          },
        },
      });
      return { nudge: () => undefined, stop: () => runner.stop() };
    },
    async close() {
      await utils.release();
      await pool.end();
    },
  };
}
