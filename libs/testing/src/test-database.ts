import { randomBytes } from 'node:crypto';
import { createDatabase, dropDatabase, type DatabaseUrls } from '@opencircle/backing-services';
import { testPostgresUrl } from './environment.js';

export type TestDatabase = DatabaseUrls & {
  readonly name: string;
  /** Ends all connections to it and removes it with its roles. */
  drop(): Promise<void>;
};

/** A fresh, empty database with an owner (migrations) and a service role (everything else). One per test file. */
export async function testDatabase(): Promise<TestDatabase> {
  const adminUrl = testPostgresUrl();
  const name = `test_${randomBytes(6).toString('hex')}`;
  const urls = await createDatabase(adminUrl, { name, ownerPassword: 'owner', servicePassword: 'service' });
  return { ...urls, name, drop: () => dropDatabase(adminUrl, name) };
}
