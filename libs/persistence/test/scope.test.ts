import { randomUUID } from 'node:crypto';
import { testDatabase, type TestDatabase } from '@opencircle/testing';
import type { DataSource } from 'typeorm';
import {
  asSystem,
  dataSource,
  migrate,
  ofOrganization,
  ofPerson,
  anyOf,
  persistenceMigrations,
  secureRows,
  Transactions,
  withScope,
  type ActorScope,
  type Db,
} from '../src/index.js';

const [ours, theirs, me, somebody] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
const nobody: ActorScope = { all: false, organizationIds: [], listingIds: [], personIds: [] };

let database: TestDatabase;
let source: DataSource;
let tx: Transactions;

beforeAll(async () => {
  database = await testDatabase();
  await migrate(database.ownerUrl, persistenceMigrations);
  const owner = await dataSource({ url: database.ownerUrl, name: 'owner' }).initialize();
  await owner.query('CREATE TABLE seat (n int, organization_id uuid, person_id uuid)');
  await owner.query(`INSERT INTO seat VALUES (1, $1, $3), (2, $2, $3), (3, $2, $4)`, [ours, theirs, me, somebody]);
  for (const statement of secureRows({
    table: 'seat',
    read: anyOf(ofOrganization(), ofPerson()),
    write: ofOrganization(),
  })) {
    await owner.query(statement);
  }
  await owner.destroy();
  // One connection: whatever a transaction left behind, the next one would meet.
  source = await dataSource({ url: database.serviceUrl, name: 'test', poolSize: 1 }).initialize();
  tx = new Transactions(source);
});

afterAll(async () => {
  await source.destroy();
  await database.drop();
});

async function seats(db: Db): Promise<number[]> {
  return (await db.query<{ n: number }>('SELECT n FROM seat ORDER BY n')).map(({ n }) => n);
}

const seen = (scope: ActorScope | undefined) => withScope(scope, () => tx.read(seats));

describe('a transaction sees', () => {
  it('every row as the system, and nothing without a scope', async () => {
    expect(await asSystem(() => tx.run(seats))).toEqual([1, 2, 3]);
    expect(await tx.run(seats)).toEqual([]);
    expect(await tx.read(seats)).toEqual([]);
  });

  it('what its actor may: all, organizations, people, and always what is the actor’s own', async () => {
    expect(await seen({ all: true })).toEqual([1, 2, 3]);
    expect(await seen(nobody)).toEqual([]);
    expect(await seen({ ...nobody, organizationIds: [ours] })).toEqual([1]);
    expect(await seen({ ...nobody, personIds: [somebody] })).toEqual([3]);
    expect(await seen({ ...nobody, personId: me })).toEqual([1, 2]);
  });

  it('nothing of what the one before it on the connection saw, committed, failed or broken off', async () => {
    await withScope({ all: true }, () => tx.run(seats));
    const failing = withScope({ ...nobody, organizationIds: [ours] }, () => tx.run((db) => db.query('SELECT 1 / 0')));
    await expect(failing).rejects.toThrow('division');
    expect(await tx.run(seats)).toEqual([]);
    expect(await seen({ ...nobody, personId: somebody })).toEqual([3]);
  });

  it('the rows of the scope alone as the owner of the tables too, whatever default the role has', async () => {
    const owner = await dataSource({ url: database.ownerUrl, name: 'owner', poolSize: 1 }).initialize();
    expect(await owner.query('SELECT n FROM seat')).toHaveLength(3);
    expect(await new Transactions(owner).run(seats)).toEqual([]);
    await owner.destroy();
  });
});

test('a scope that is found out later is asked for by each transaction, and one that is named within it wins', async () => {
  let scope: ActorScope | undefined;
  const views = await withScope(
    () => scope,
    async () => {
      const before = await tx.read(seats);
      scope = { ...nobody, organizationIds: [ours] };
      const named = await withScope({ ...nobody, personIds: [somebody] }, () => tx.read(seats));
      return [before, await tx.read(seats), named, await asSystem(() => tx.run(seats)), await tx.run(seats)];
    },
  );
  expect(views).toEqual([[], [1], [3], [1, 2, 3], [1]]);
});

describe('a transaction writes', () => {
  const add = (organizationId: string) => (db: Db) =>
    db.query('INSERT INTO seat VALUES (9, $1, $2)', [organizationId, me]);

  it('only rows of its scope', async () => {
    const scope = { ...nobody, organizationIds: [ours], personId: me };
    await expect(withScope(scope, () => tx.run(add(theirs)))).rejects.toThrow('row-level security');
    await withScope(scope, () => tx.run(add(ours)));
    const taken = await withScope(scope, () =>
      tx.run((db) => db.query('DELETE FROM seat WHERE n IN (3, 9) RETURNING n')),
    );
    expect(taken).toEqual([{ n: 9 }]);
  });
});

describe('a step as the system', () => {
  it('sees every row, and the rest of the transaction does not', async () => {
    const scope = { ...nobody, organizationIds: [ours] };
    const views = await withScope(scope, () =>
      tx.run(async (db) => [await seats(db), await db.asSystem(() => seats(db)), await seats(db)]),
    );
    expect(views).toEqual([[1], [1, 2, 3], [1]]);
  });

  it('gives the scope back when it fails', async () => {
    const after = tx.run(async (db) => {
      const step = db.asSystem(() => Promise.reject(new Error('no such seat')));
      await expect(step).rejects.toThrow('no such seat');
      return seats(db);
    });
    expect(await after).toEqual([]);
  });
});

test('work that is repeated after a serialization failure keeps its scope', async () => {
  let attempts = 0;
  const views: number[][] = [];
  const scope = { ...nobody, organizationIds: [ours] };
  await withScope(scope, () =>
    tx.run(async (db) => {
      views.push(await seats(db));
      if (attempts++ < 2) await db.query(`DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$`);
    }),
  );
  expect(views).toEqual([[1], [1], [1]]);
});

test('an id that is no UUID never gets into a statement', async () => {
  const scope = { ...nobody, organizationIds: [`x}'; SET LOCAL opencircle.scope = 'system`] };
  await expect(seen(scope)).rejects.toThrow(TypeError);
  expect(await tx.run(seats)).toEqual([]);
});

test('a policy asks for the scope once a statement, not once a row', async () => {
  const plan = await withScope(nobody, () =>
    tx.read((db) => db.query<{ 'QUERY PLAN': string }>('EXPLAIN (COSTS off) SELECT n FROM seat')),
  );
  const lines = plan.map((line) => line['QUERY PLAN']);
  expect(lines.filter((line) => line.startsWith('  InitPlan'))).toHaveLength(3);
  expect(lines.filter((line) => line.includes('SubPlan'))).toEqual([]);
  expect(lines.find((line) => line.includes('Filter'))).not.toMatch(/scope_|current_setting/);
});
