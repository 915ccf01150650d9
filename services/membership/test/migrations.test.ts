import { dataSource, migrate } from '@opencircle/persistence';
import { testDatabase } from '@opencircle/testing';
import { randomUUID } from 'node:crypto';
import { membership } from '../src/service.js';

test('every migration can be undone and done again', async () => {
  const database = await testDatabase();
  await migrate(database.ownerUrl, membership.migrations);
  const source = dataSource({ url: database.ownerUrl, name: 'test', migrations: membership.migrations });
  await source.initialize();
  const tables = () => source.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`);
  const before: unknown[] = await tables();
  for (let left = membership.migrations.length; left > 0; left--) await source.undoLastMigration();
  expect(await tables()).toEqual([{ tablename: 'migration' }]);
  await source.runMigrations();
  expect(await tables()).toEqual(before);
  await source.destroy();
  await database.drop();
});

/** A database as it was before that migration, with one person, and how to go on from there. */
async function before(number: string) {
  const database = await testDatabase();
  const at = membership.migrations.findIndex(({ name }) => name.endsWith(number));
  expect(at).toBeGreaterThan(0);
  await migrate(database.ownerUrl, membership.migrations.slice(0, at));
  const source = await dataSource({ url: database.ownerUrl, name: 'test', everyRow: true }).initialize();
  const person = randomUUID();
  await source.query(
    `INSERT INTO person (id, email_lookup, data_key, contact, profile, registered_at)
     VALUES ($1, 'lookup', 'key', 'sealed', 'sealed', now())`,
    [person],
  );
  return {
    query: <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> => source.query(sql, parameters),
    /** As the release before that migration begins one. */
    begin: async (aal: 1 | 2 = 1): Promise<string> => {
      const id = randomUUID();
      await source.query(
        `INSERT INTO session (id, person_id, started_at, expires_at, aal, client)
         VALUES ($1, $2, now(), now() + interval '30 days', $3, 'sealed')`,
        [id, person, aal],
      );
      return id;
    },
    migrate: () => migrate(database.ownerUrl, membership.migrations),
    drop: async () => {
      await source.destroy();
      await database.drop();
    },
  };
}

test('sessions that began at a provider before it was noted whose are over, and no others', async () => {
  const database = await before('1795990400000');
  const [byProvider, byPassword] = [await database.begin(), await database.begin()];
  for (const [id, method] of [
    [byProvider, 'provider'],
    [byPassword, 'password'],
  ]) {
    await database.query(
      `INSERT INTO audit_entry (actor_kind, action, object_kind, object_id, outcome, facts)
       VALUES ('person', 'session.create', 'session', $1, 'allowed', json_build_object('method', $2::text))`,
      [id, method],
    );
  }
  await database.migrate();
  expect(await database.query('SELECT id FROM session WHERE revoked_at IS NOT NULL')).toEqual([{ id: byProvider }]);
  await database.drop();
});

test('sessions of the release before end by inactivity too, and those with the usual time are not rewritten', async () => {
  const database = await before('1795990500000');
  const [alone, withFactor, byProvider] = [await database.begin(), await database.begin(2), await database.begin()];
  await database.query('UPDATE session SET provider_of = gen_random_uuid() WHERE id = $1', [byProvider]);
  const writer = () => database.query('SELECT xmin FROM session WHERE id = $1', [alone]);
  const written = await writer();
  await database.migrate();
  expect(await writer()).toEqual(written);

  const meanwhile = await database.begin();
  const left = await database.query<{ id: string; hours: number }>(
    `SELECT id, round(extract(epoch FROM inactive_at - now()) / 3600)::int AS hours FROM session`,
  );
  expect(new Map(left.map(({ id, hours }) => [id, hours]))).toEqual(
    new Map([
      [alone, 336],
      [withFactor, 1],
      [byProvider, 1],
      [meanwhile, 336],
    ]),
  );
  await database.drop();
});
