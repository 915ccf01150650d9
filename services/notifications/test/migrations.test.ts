import { dataSource, migrate } from '@opencircle/persistence';
import { testDatabase } from '@opencircle/testing';
import { notifications } from '../src/service.js';

test('every migration can be undone and done again', async () => {
  const database = await testDatabase();
  await migrate(database.ownerUrl, notifications.migrations);
  const source = dataSource({ url: database.ownerUrl, name: 'test', migrations: notifications.migrations });
  await source.initialize();
  const tables = () => source.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`);
  const before: unknown[] = await tables();
  for (let left = notifications.migrations.length; left > 0; left--) await source.undoLastMigration();
  expect(await tables()).toEqual([{ tablename: 'migration' }]);
  await source.runMigrations();
  expect(await tables()).toEqual(before);
  await source.destroy();
  await database.drop();
});
