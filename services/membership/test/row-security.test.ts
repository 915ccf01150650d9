import { dataSource, migrate } from '@opencircle/persistence';
import { testDatabase, unsecuredTables } from '@opencircle/testing';
import { membership } from '../src/service.js';

test('every table is under forced row-level security, or says why not', async () => {
  const database = await testDatabase();
  await migrate(database.ownerUrl, membership.migrations);
  const because = {
    sign_in_attempt: 'counts by a keyed hash; names nobody',
    signing_key: "sealed, and nobody's",
  };
  expect(await unsecuredTables(database.ownerUrl, because)).toEqual([]);

  const owner = await dataSource({ url: database.ownerUrl, name: 'control', poolSize: 1 }).initialize();
  await owner.query('CREATE TABLE note (organization_id uuid)');
  await owner.query('ALTER TABLE person NO FORCE ROW LEVEL SECURITY');
  expect(await unsecuredTables(database.ownerUrl, because)).toEqual(['note', 'person']);
  await owner.destroy();
  await database.drop();
});
