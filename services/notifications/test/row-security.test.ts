import { dataSource, migrate } from '@opencircle/persistence';
import { testDatabase, unsecuredTables } from '@opencircle/testing';
import { notifications } from '../src/service.js';

test('every table is under forced row-level security, or says why not', async () => {
  const database = await testDatabase();
  await migrate(database.ownerUrl, notifications.migrations);
  expect(await unsecuredTables(database.ownerUrl)).toEqual([]);

  const owner = await dataSource({ url: database.ownerUrl, name: 'control', poolSize: 1 }).initialize();
  await owner.query('CREATE TABLE note (organization_id uuid)');
  await owner.query('ALTER TABLE delivery NO FORCE ROW LEVEL SECURITY');
  expect(await unsecuredTables(database.ownerUrl)).toEqual(['delivery', 'note']);
  await owner.destroy();
  await database.drop();
});
