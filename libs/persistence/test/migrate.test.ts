import { testDatabase } from '@opencircle/testing';
import { migrate, persistenceMigrations } from '../src/index.js';

class Seats1795990000000 {
  up = (): Promise<void> => Promise.resolve();
  down = (): Promise<void> => Promise.resolve();
}

test('two migrations of one number are refused, by name, before anything runs', async () => {
  const database = await testDatabase();
  const all = [...persistenceMigrations, Seats1795990000000];
  const both = 'the migrations RequestCount1795990000000 and Seats1795990000000 have the same number';
  await expect(migrate(database.ownerUrl, all)).rejects.toThrow(both);
  expect(await migrate(database.ownerUrl, persistenceMigrations)).toHaveLength(persistenceMigrations.length);
  await database.drop();
});
