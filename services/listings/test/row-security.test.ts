import { dataSource, migrate } from '@opencircle/persistence';
import { testDatabase, unsecuredTables } from '@opencircle/testing';
import { service } from '../src/service.js';

test('every table is under forced row-level security, or says why not', async () => {
  const database = await testDatabase();
  await migrate(database.ownerUrl, service.migrations);
  expect(await unsecuredTables(database.ownerUrl)).toEqual([]);

  const owner = await dataSource({ url: database.ownerUrl, name: 'control', poolSize: 1 }).initialize();
  await owner.query('CREATE TABLE note (organization_id uuid)');
  await owner.query('ALTER TABLE listing NO FORCE ROW LEVEL SECURITY');
  expect(await unsecuredTables(database.ownerUrl)).toEqual(['listing', 'note']);
  await owner.destroy();
  await database.drop();
});
