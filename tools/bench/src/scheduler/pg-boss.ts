import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { batchSql, businessSql, eachSql, statements, type Contender, type Form } from './contender.js';

const QUEUE = 'bench';

export type BossTuning = { batchSize: number; localConcurrency: number };

/**
 * pg-boss with the effect and the job's end in one transaction, which its `transactional` workers do; the claim commits
 * before. It polls as often as it can, and without rest while batches come back full.
 */
export async function pgBoss(url: string, form: Form, tuning: BossTuning): Promise<Contender> {
  const boss = await startBoss(url);
  await boss.createQueue(QUEUE);
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  return {
    name: 'pg-boss',
    emptySql: 'TRUNCATE pgboss.job CASCADE',
    async enqueue(jobs) {
      for (const part of statements(jobs)) {
        await boss.insert(
          QUEUE,
          part.map(({ n, at }) => ({ data: { n }, startAfter: at })),
        );
      }
    },
    async enqueueWithRow({ n, at }) {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        await client.query(businessSql, [n]);
        const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values) };
        await boss.send(QUEUE, { n }, { startAfter: at, db });
        await client.query('COMMIT');
      } finally {
        client.release();
      }
    },
    async work() {
      const worker = await startBoss(url);
      const options = {
        ...tuning,
        transactional: true,
        burstWhenBatchFull: true,
        pollingIntervalSeconds: 0.5,
      } as const;
      const id = await worker.work<{ n: number }, unknown, typeof options>(QUEUE, options, async (jobs, tx) => {
        const numbers = jobs.map(({ data }) => data.n);
        if (form === 'batch') await tx.executeSql(batchSql, [numbers]);
        else for (const n of numbers) await tx.executeSql(eachSql, [n]);
      });
      return { nudge: () => worker.notifyWorker(id), stop: () => worker.stop({ graceful: true, timeout: 5_000 }) };
    },
    async close() {
      await Promise.all([boss.stop({ graceful: false }), pool.end()]);
    },
  };
}

/** Without supervision and recurring schedules, whose work in the background would be counted against it. */
async function startBoss(url: string): Promise<PgBoss> {
  const boss = new PgBoss({ connectionString: url, max: 10, supervise: false, schedule: false });
  boss.on('error', (error) => console.error(`pg-boss: ${error.message}`));
  return boss.start();
}
