import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabase } from '@opencircle/testing';
import pg from 'pg';
import { Ledger } from '../src/ledger/ledger.js';
import { inboxSql, outboxSql } from '../src/ledger/sources.js';

test('the ledger writes down what clients are told before they go on, and judges the databases', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'opencircle-ledger-'));
  const file = join(folder, 'ledger.jsonl');
  const database = await testDatabase();
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  await client.query(`
    CREATE TABLE outbox (id bigint, event_id uuid, topic text, subject text, aggregate_version bigint, request text);
    CREATE TABLE inbox (event_id uuid, received_at timestamptz);
    INSERT INTO outbox VALUES (1, '00000000-0000-7000-8000-000000000001', 'listing', 'a', 1, 'first'),
                              (2, '00000000-0000-7000-8000-000000000002', 'listing', 'a', 2, 'third');
    INSERT INTO inbox VALUES ('00000000-0000-7000-8000-000000000001', now())`);
  await client.end();
  const url = database.ownerUrl;
  const ledger = await Ledger.open(file);
  await Promise.all(['first', 'second', 'third'].map((request) => ledger.intend(request)));
  await ledger.answered('first', 'accepted');
  await ledger.answered('second', 'accepted');
  expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(5);
  const { found, examples, events, unknown } = await ledger.judge({
    requests: [{ url, sql: 'SELECT request AS key, count(*)::int AS count FROM outbox GROUP BY request' }],
    outboxes: [{ url, sql: outboxSql }],
    consumers: [{ name: 'matching', topics: ['listing'], effects: { url, sql: inboxSql } }],
    tallies: [],
  });
  expect(found).toEqual({ lost: 2, doubled: 0, inverted: 0, gaps: 0, phantom: 0 });
  expect(examples).toEqual([
    'lost: accepted, but not there: second',
    'lost: matching has no effect of listing/a version 2',
  ]);
  expect([events, unknown]).toEqual([2, { requests: 1, withEffect: 1 }]);
  await ledger.close();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});
