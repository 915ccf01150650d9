import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { Client } from 'pg';
import { topics } from '@opencircle/contracts';
import { createDatabase, createTopics, freePort, startKafka, startPostgres, TopicMismatch } from '../src/index.js';

const folder = mkdtempSync(join(tmpdir(), 'opencircle-backing-'));
chmodSync(folder, 0o711);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

test('PostgreSQL keeps its rows over a restart, and the service role changes rows but no tables', async () => {
  const options = {
    port: await freePort(),
    dataDir: join(folder, 'postgres'),
    logFile: join(folder, 'postgres.log'),
    password: 'p@ss/word',
    durable: false,
  };
  const first = await startPostgres(options);
  const roles = { name: 'listings', ownerPassword: 'o/1', servicePassword: 's?2' };
  const { ownerUrl, serviceUrl } = await createDatabase(first.adminUrl, roles);
  try {
    await query(ownerUrl, 'CREATE TABLE listing (id int PRIMARY KEY)');
    await query(serviceUrl, 'INSERT INTO listing VALUES (1)');
    await expect(query(serviceUrl, 'CREATE TABLE other (id int)')).rejects.toThrow('permission denied');
    await expect(query(serviceUrl, 'DROP TABLE listing')).rejects.toThrow('must be owner');
    await expect(query(serviceUrl, 'TRUNCATE listing')).rejects.toThrow('permission denied');
  } finally {
    await first.stop();
  }
  expect(first.isRunning()).toBe(false);

  const second = await startPostgres(options);
  try {
    expect(await createDatabase(second.adminUrl, roles)).toEqual({ ownerUrl, serviceUrl });
    expect(await query(serviceUrl, 'SELECT id FROM listing')).toEqual([{ id: 1 }]);
    const clash = startPostgres({ ...options, dataDir: join(folder, 'clash'), logFile: join(folder, 'clash.log') });
    await expect(clash).rejects.toThrow(/PostgreSQL (ended|refuses)[^]*clash\.log/);
  } finally {
    await second.stop();
  }
}, 120_000);

test('Kafka is formatted once, gets the topics that contracts declare, and refuses other partition counts', async () => {
  const options = {
    port: await freePort(),
    controllerPort: await freePort(),
    dataDir: join(folder, 'kafka'),
    logFile: join(folder, 'kafka.log'),
  };
  const first = await startKafka(options);
  expect(await createTopics(first.brokers)).toEqual(Object.keys(topics));
  await first.stop();
  const formattedAt = statSync(join(folder, 'kafka', 'formatted')).mtimeMs;

  const second = await startKafka(options);
  try {
    expect(statSync(join(folder, 'kafka', 'formatted')).mtimeMs).toBe(formattedAt);
    expect(await createTopics(second.brokers)).toEqual([]);
    const clash = startKafka({ ...options, dataDir: join(folder, 'other'), logFile: join(folder, 'clash.log') });
    await expect(clash).rejects.toThrow(/Kafka ended[^]*clash\.log/);
    const admin = new Kafka({ brokers: [second.brokers], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: 'other.opencircle.listings.case', numPartitions: 2 }] });
    await admin.disconnect();
    await expect(createTopics(second.brokers, 'other.')).rejects.toThrow(TopicMismatch);
  } finally {
    await second.stop();
  }
}, 180_000);
