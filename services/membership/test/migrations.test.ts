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

test('sessions that began at a provider before it was noted whose are over, and no others', async () => {
  const database = await testDatabase();
  const at = membership.migrations.findIndex(({ name }) => name.endsWith('1795990400000'));
  const before = membership.migrations.slice(0, at);
  expect(at).toBeGreaterThan(0);
  await migrate(database.ownerUrl, before);
  const source = await dataSource({ url: database.ownerUrl, name: 'test', everyRow: true }).initialize();
  const [person, byProvider, byPassword] = [randomUUID(), randomUUID(), randomUUID()];
  await source.query(
    `INSERT INTO person (id, email_lookup, data_key, contact, profile, registered_at)
     VALUES ($1, 'lookup', 'key', 'sealed', 'sealed', now())`,
    [person],
  );
  for (const [id, method] of [
    [byProvider, 'provider'],
    [byPassword, 'password'],
  ]) {
    await source.query(
      `INSERT INTO session (id, person_id, started_at, expires_at, aal, client)
       VALUES ($1, $2, now(), now() + interval '30 days', 1, 'sealed')`,
      [id, person],
    );
    await source.query(
      `INSERT INTO audit_entry (actor_kind, action, object_kind, object_id, outcome, facts)
       VALUES ('person', 'session.create', 'session', $1, 'allowed', json_build_object('method', $2::text))`,
      [id, method],
    );
  }
  await migrate(database.ownerUrl, membership.migrations);
  const over = await source.query('SELECT id FROM session WHERE revoked_at IS NOT NULL');
  expect(over).toEqual([{ id: byProvider }]);
  await source.destroy();
  await database.drop();
});
