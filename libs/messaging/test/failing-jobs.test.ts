import { Injectable } from '@nestjs/common';
import { newId } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';
import { z } from 'zod';
import { jobKind, OnJob, OnJobs, TransientFailure, type DueJob } from '../src/index.js';
import { eventually } from './node.js';
import { inMs, note, schedulerDatabase, schedulerNode, type SchedulerNode } from './scheduler-node.js';

type Note = { note: string };
const many = jobKind('many', z.object({ note: z.string() }));
/** Keys of jobs that fail for now, each in its own way. */
const failing = new Set<string>();

@Injectable()
class Handlers {
  @OnJob(note)
  async note(job: DueJob<Note>, db: Db): Promise<void> {
    await write(job, db);
    if (job.payload.note === 'at commit') await write(job, db);
    if (!failing.has(job.key)) return;
    if (job.payload.note === 'poison') throw new RangeError('out of range');
    if (job.payload.note === 'not yet') throw new TransientFailure('not yet');
    if (job.payload.note === 'crash') {
      failing.delete(job.key);
      await db.query('SELECT pg_terminate_backend(pg_backend_pid())');
    }
  }

  @OnJobs(many)
  async many(jobs: readonly DueJob<Note>[], db: Db): Promise<void> {
    for (const job of jobs) await this.note(job, db);
  }
}

async function write({ key, at, payload }: DueJob<Note>, db: Db): Promise<void> {
  await db.query('INSERT INTO job_effect (key, note, due_at) VALUES ($1, $2, $3)', [key, payload.note, at]);
}

describe('a job whose handler fails', () => {
  let node: SchedulerNode;

  beforeAll(async () => {
    node = await schedulerNode((await schedulerDatabase()).serviceUrl, [Handlers]);
  });

  afterAll(() => node.close());

  const schedule = (notes: Record<string, string>, kind = note) =>
    node.transactions.run((db) =>
      node.scheduler.scheduleAll(
        db,
        Object.entries(notes).map(([key, text]) => ({ kind, key, at: inMs(0), payload: { note: text } })),
      ),
    );
  const effects = async (key: string) => (await node.query('SELECT FROM job_effect WHERE key = $1', [key])).length;
  const row = async (key: string) =>
    (
      await node.query<{ state: string; failures: number; delays: number; error_class: string }>(
        'SELECT state, failures, delays, error_class FROM scheduled_job WHERE key = $1',
        [key],
      )
    )[0];
  /** The waits between attempts are not what is tested. */
  const hurry = (key: string) =>
    node.query(`UPDATE scheduled_job SET due_at = now() WHERE key = $1 AND state = 'waiting'`, [key]);
  const untilSetAside = (key: string) =>
    eventually(async () => {
      await hurry(key);
      return (await row(key))?.state === 'set-aside';
    });

  it('is set aside after five attempts with the class of its error, while others flow; scheduled again, it is done', async () => {
    const [sick, well] = [newId(), newId()];
    failing.add(sick);
    await schedule({ [sick]: 'poison', [well]: 'fine' });
    await eventually(async () => (await effects(well)) === 1);
    await untilSetAside(sick);
    expect(await row(sick)).toEqual({ state: 'set-aside', failures: 5, delays: 0, error_class: 'RangeError' });
    expect(await effects(sick)).toBe(0);
    expect(await node.status.status()).toMatchObject({ due: 0, setAside: 1 });
    failing.delete(sick);
    await schedule({ [sick]: 'mended' });
    await eventually(async () => (await effects(sick)) === 1);
    expect(await row(sick)).toBeUndefined();
  });

  it('is tried for as long as its failure is transient, and none of that is counted', async () => {
    const key = newId();
    failing.add(key);
    await schedule({ [key]: 'not yet' });
    await eventually(async () => {
      await hurry(key);
      return ((await row(key))?.delays ?? 0) > 5;
    });
    expect(await row(key)).toMatchObject({ state: 'waiting', failures: 0, error_class: 'TransientFailure' });
    failing.delete(key);
    await eventually(async () => {
      await hurry(key);
      return (await effects(key)) === 1;
    });
  });

  it('has one effect when the database connection is lost between effect and commit', async () => {
    const [lost, other] = [newId(), newId()];
    failing.add(lost);
    await schedule({ [lost]: 'crash', [other]: 'fine' });
    await eventually(async () => (await effects(lost)) === 1 && (await effects(other)) === 1);
    expect(await row(lost)).toBeUndefined();
  });

  it('is set aside alone when only the commit would have found its fault', async () => {
    const [sick, well] = [newId(), newId()];
    await schedule({ [well]: 'fine', [sick]: 'at commit' });
    await eventually(async () => (await effects(well)) === 1);
    await untilSetAside(sick);
    expect(await row(sick)).toMatchObject({ error_class: 'DatabaseError 23505' });
  });

  it('does not fail those that its handler took together with it', async () => {
    const [sick, well] = [newId(), newId()];
    failing.add(sick);
    await schedule({ [well]: 'fine', [sick]: 'poison' }, many);
    await eventually(async () => (await effects(well)) === 1);
    await untilSetAside(sick);
    expect(await effects(sick)).toBe(0);
  });

  it('is set aside when its payload is not what this release understands', async () => {
    const key = newId();
    await node.query(
      `INSERT INTO scheduled_job (kind, key, due_at, payload) VALUES ('note', $1, now(), '{"note": 7}')`,
      [key],
    );
    await untilSetAside(key);
    expect(await row(key)).toMatchObject({ error_class: 'ZodError' });
  });
});
