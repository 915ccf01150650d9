import { Injectable } from '@nestjs/common';
import { listingRejected, newId, type ListingId, type OrganizationId, type RevisionId } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';
import { z } from 'zod';
import { because, causeOfRequest, jobKind, OnJob, OnJobs, Outbox, type DueJob } from '../src/index.js';
import { eventually } from './node.js';
import { inMs, note, schedulerDatabase, schedulerNode, type SchedulerNode } from './scheduler-node.js';

const chain = jobKind('chain', z.object({ left: z.number() }));
const bulk = jobKind('bulk', z.object({ note: z.string() }));
const reject = jobKind('reject', z.object({ listing: z.uuid() }));
const slow = jobKind('slow', z.object({}));
const elsewhere = jobKind('elsewhere', z.object({}));

const write = (db: Db, { key, at }: DueJob, text: string) =>
  db.query('INSERT INTO job_effect (key, note, due_at) VALUES ($1, $2, $3)', [key, text, at]);

let starter: SchedulerNode;

@Injectable()
class Handlers {
  constructor(private readonly outbox: Outbox) {}

  @OnJob(note)
  async note(job: DueJob<{ note: string }>, db: Db): Promise<void> {
    await write(db, job, job.payload.note);
  }

  @OnJob(chain)
  async chain(job: DueJob<{ left: number }>, db: Db): Promise<void> {
    await write(db, job, String(job.payload.left));
    if (job.payload.left === 0) return;
    await starter.scheduler.schedule(db, {
      kind: chain,
      key: job.key,
      at: inMs(20),
      payload: { left: job.payload.left - 1 },
    });
  }

  @OnJobs(bulk)
  async bulk(jobs: readonly DueJob<{ note: string }>[], db: Db): Promise<void> {
    for (const job of jobs) await write(db, job, `${job.payload.note} with ${jobs.length - 1} others`);
  }

  @OnJob(reject)
  async reject({ payload }: DueJob<{ listing: string }>, db: Db): Promise<void> {
    await this.outbox.add(db, listingRejected, payload.listing, {
      listingId: payload.listing as ListingId,
      organizationId: newId<OrganizationId>(),
      revisionId: newId<RevisionId>(),
      reasonCode: 'spam',
      decidedAt: new Date().toISOString(),
    });
  }
}

@Injectable()
class Another {
  @OnJob(note)
  async again(_job: DueJob<{ note: string }>, _db: Db): Promise<void> {}
}

/** Of one process. */
@Injectable()
class Slow {
  static atWork = 0;
  static most = 0;

  @OnJob(slow)
  async slow(job: DueJob, db: Db): Promise<void> {
    Slow.most = Math.max(Slow.most, ++Slow.atWork);
    await write(db, job, 'slow').finally(() => Slow.atWork--);
  }
}

describe('a job on its way from a transaction to an effect', () => {
  let url: string;
  let nodes: SchedulerNode[];

  beforeAll(async () => {
    url = (await schedulerDatabase()).serviceUrl;
    starter = await schedulerNode(url);
    nodes = [
      await schedulerNode(url, [Handlers]),
      await schedulerNode(url, [Handlers]),
      await schedulerNode(url, [Handlers]),
    ];
  });

  afterAll(async () => {
    await Promise.all([starter, ...nodes].map((node) => node.close()));
  });

  const schedule = (key: string, at: Date, text = 'done') =>
    starter.transactions.run((db) => starter.scheduler.schedule(db, { kind: note, key, at, payload: { note: text } }));
  const effects = (key: string) =>
    starter.query<{ note: string; early: boolean }>(
      'SELECT note, at < due_at AS early FROM job_effect WHERE key = $1 ORDER BY n',
      [key],
    );

  it('has one effect each and none early, however many processes look', async () => {
    const keys = Array.from({ length: 300 }, () => newId());
    await starter.transactions.run((db) =>
      starter.scheduler.scheduleAll(
        db,
        keys.map((key, i) => ({ kind: note, key, at: inMs(i * 5), payload: { note: 'many' } })),
      ),
    );
    const done = () =>
      starter.query<{ key: string; early: boolean }>(
        `SELECT key, at < due_at AS early FROM job_effect WHERE note = 'many'`,
      );
    await eventually(async () => (await starter.query(`SELECT FROM scheduled_job WHERE kind = 'note'`)).length === 0);
    expect((await done()).map(({ key }) => key).sort()).toEqual(keys.sort());
    expect((await done()).filter(({ early }) => early)).toEqual([]);
  });

  it('is done beside another one while more are due than one transaction takes, and each once', async () => {
    const keys = Array.from({ length: 300 }, () => newId());
    await starter.transactions.run((db) =>
      starter.scheduler.scheduleAll(
        db,
        keys.map((key) => ({ kind: slow, key, at: inMs(0), payload: {} })),
      ),
    );
    const node = await schedulerNode(url, [Slow]);
    const done = () => starter.query<{ key: string }>(`SELECT key FROM job_effect WHERE note = 'slow'`);
    await eventually(async () => (await done()).length >= keys.length);
    await node.close();
    expect((await done()).map(({ key }) => key).sort()).toEqual(keys.sort());
    expect(Slow.most).toBe(2);
  });

  it('does not exist when its transaction rolled back', async () => {
    const key = newId();
    const rolledBack = starter.transactions.run(async (db) => {
      await starter.scheduler.schedule(db, { kind: note, key, at: inMs(0), payload: { note: 'never' } });
      throw new Error('no');
    });
    await expect(rolledBack).rejects.toThrow('no');
    await schedule(key, inMs(0), 'kept');
    await eventually(async () => (await effects(key)).length > 0);
    expect(await effects(key)).toEqual([{ note: 'kept', early: false }]);
  });

  it('is never done once it is cancelled, and cannot be cancelled once it is done', async () => {
    const cancel = (key: string) => starter.transactions.run((db) => starter.scheduler.cancel(db, note, key));
    const [cancelled, done] = [newId(), newId()];
    await schedule(cancelled, inMs(300));
    expect(await cancel(cancelled)).toBe(true);
    expect(await cancel(cancelled)).toBe(false);
    await schedule(done, inMs(300));
    await eventually(async () => (await effects(done)).length > 0);
    expect(await effects(cancelled)).toEqual([]);
    expect(await cancel(done)).toBe(false);
  });

  it('moves when it is scheduled again, earlier or later, and is done once with the last payload', async () => {
    const [sooner, later, after] = [newId(), newId(), newId()];
    await schedule(sooner, inMs(3_600_000), 'in an hour');
    await schedule(sooner, inMs(0), 'now');
    await schedule(later, inMs(200), 'now');
    await schedule(later, inMs(600), 'later');
    await schedule(after, inMs(700));
    await eventually(async () => (await effects(after)).length > 0 && (await effects(later)).length > 0);
    expect(await effects(sooner)).toEqual([{ note: 'now', early: false }]);
    expect(await effects(later)).toEqual([{ note: 'later', early: false }]);
  });

  it('can schedule itself again under its own key', async () => {
    const key = newId();
    await starter.transactions.run((db) =>
      starter.scheduler.schedule(db, { kind: chain, key, at: inMs(0), payload: { left: 3 } }),
    );
    await eventually(async () => (await effects(key)).length === 4);
    expect((await effects(key)).map((effect) => effect.note)).toEqual(['3', '2', '1', '0']);
  });

  it('may say something to other services, with its effect', async () => {
    const listing = newId();
    await starter.transactions.run((db) =>
      starter.scheduler.schedule(db, { kind: reject, key: listing, at: inMs(0), payload: { listing } }),
    );
    await eventually(
      async () => (await starter.query('SELECT FROM outbox WHERE subject = $1', [listing])).length === 1,
    );
  });

  it('goes on in the trace of the request that asked for it', async () => {
    const listing = newId();
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
    await because(causeOfRequest(`00-${trace}-00f067aa0ba902b7-01`), () =>
      starter.transactions.run((db) =>
        starter.scheduler.schedule(db, { kind: reject, key: listing, at: inMs(0), payload: { listing } }),
      ),
    );
    const events = () =>
      starter.query<{ traceparent: string }>('SELECT traceparent FROM outbox WHERE subject = $1', [listing]);
    await eventually(async () => (await events()).length === 1);
    expect((await events())[0]?.traceparent).toMatch(new RegExp(`^00-${trace}-(?!00f067aa0ba902b7)[0-9a-f]{16}-01$`));
  });

  it('is done together with others of its kind when the handler takes many', async () => {
    await starter.transactions.run((db) =>
      starter.scheduler.scheduleAll(
        db,
        ['b1', 'b2', 'b3'].map((key) => ({ kind: bulk, key, at: inMs(100), payload: { note: 'together' } })),
      ),
    );
    await eventually(async () => (await effects('b3')).length > 0);
    expect(await effects('b1')).toEqual([{ note: 'together with 2 others', early: false }]);
  });

  it('is left alone by processes that do not know its kind', async () => {
    await starter.transactions.run((db) =>
      starter.scheduler.schedule(db, { kind: elsewhere, key: 'x', at: inMs(-1_000), payload: {} }),
    );
    const other = newId();
    await schedule(other, inMs(0));
    await eventually(async () => (await effects(other)).length > 0);
    expect(await starter.status.status()).toMatchObject({ due: 1, setAside: 0, fired: 0 });
  });

  it('is refused when its payload breaks the schema', async () => {
    const wrong = { kind: note, key: 'wrong', at: inMs(0), payload: { note: 7 as unknown as string } };
    await expect(starter.transactions.run((db) => starter.scheduler.schedule(db, wrong))).rejects.toThrow('note');
  });

  it('has one handler: two for a kind stop the boot', async () => {
    await expect(schedulerNode(url, [Handlers, Another])).rejects.toThrow(
      'two handlers for job note: Handlers.note and Another.again',
    );
  });
});
