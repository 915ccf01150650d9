import { randomBytes } from 'node:crypto';
import { createDatabase, type DatabaseUrls } from '@opencircle/backing-services';
import { messagingMigrations } from '@opencircle/messaging';
import { migrate, persistenceMigrations } from '@opencircle/persistence';
import pg from 'pg';

/** A fresh database with all that messaging keeps, and what `sql` adds as its owner. */
export async function proofDatabase(adminUrl: string, sql: string): Promise<DatabaseUrls> {
  const name = `prove_${randomBytes(6).toString('hex')}`;
  const urls = await createDatabase(adminUrl, { name, ownerPassword: 'owner', servicePassword: 'service' });
  await migrate(urls.ownerUrl, [...persistenceMigrations, ...messagingMigrations]);
  await execute(urls.ownerUrl, sql);
  // Deadlocks are part of the play; nobody wants to wait a second for each to be found.
  await execute(adminUrl, `ALTER DATABASE ${name} SET deadlock_timeout = '10ms'`);
  return urls;
}

/** SQL without parameters, on a connection of its own. */
export async function execute<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'prove' });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
