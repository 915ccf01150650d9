import { Client } from 'pg';
import { testDatabase } from '../src/index.js';

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<{ answer: unknown }>(sql)).rows[0]?.answer;
  } finally {
    await client.end();
  }
}

test('gives each caller a database of its own, closed to the others, and removes it', async () => {
  const [one, other] = [await testDatabase(), await testDatabase()];
  await ask(one.ownerUrl, 'CREATE TABLE seat (id int)');
  expect(await ask(one.serviceUrl, 'SELECT count(*)::int AS answer FROM seat')).toBe(0);
  expect(await ask(other.ownerUrl, `SELECT to_regclass('seat') AS answer`)).toBeNull();
  const crossed = new URL(one.serviceUrl);
  crossed.pathname = other.name;
  await expect(ask(crossed.href, 'SELECT 1 AS answer')).rejects.toThrow('permission denied');
  await Promise.all([one.drop(), other.drop()]);
  await expect(ask(one.serviceUrl, 'SELECT 1 AS answer')).rejects.toThrow();
});
