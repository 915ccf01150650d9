import { mkdtempSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createDatabase,
  createTopics,
  freePort,
  startKafka,
  startPostgres,
  type RunningProcess,
} from '@opencircle/backing-services';
import { messagingMigrations } from '@opencircle/messaging';
import { migrate, persistenceMigrations } from '@opencircle/persistence';
import pg from 'pg';

/** A PostgreSQL that syncs each commit, a Kafka, and a database for each side of a benchmark. */
export type Ground = {
  readonly brokers: string;
  readonly pids: { readonly PostgreSQL: number; readonly Kafka: number };
  /** A fresh database with the messaging tables and `effect`. */
  database(): Promise<{ url: string; ownerUrl: string }>;
  /** Every declared topic under a prefix that nobody else uses. */
  topics(): Promise<string>;
  stop(): Promise<void>;
};

export async function prepareGround(): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'opencircle-bench-'));
  const started: RunningProcess[] = [];
  const onLaunch = (process: RunningProcess): void => void started.push(process);
  const [port, kafkaPort, controllerPort] = [await freePort(), await freePort(), await freePort()];
  const [postgres, kafka] = await Promise.all([
    startPostgres({
      port,
      dataDir: join(folder, 'postgres'),
      logFile: join(folder, 'postgres.log'),
      password: 'bench',
      durable: true,
      onLaunch,
    }),
    startKafka({
      port: kafkaPort,
      controllerPort,
      dataDir: join(folder, 'kafka'),
      logFile: join(folder, 'kafka.log'),
      onLaunch,
    }),
  ]);
  return {
    brokers: kafka.brokers,
    pids: { PostgreSQL: started[0]?.pid ?? 0, Kafka: started[1]?.pid ?? 0 },
    database: () => messagingDatabase(postgres.adminUrl),
    topics: async () => {
      const prefix = `bench${randomBytes(4).toString('hex')}.`;
      await createTopics(kafka.brokers, prefix);
      return prefix;
    },
    stop: async () => {
      await Promise.all(started.map((process) => process.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function messagingDatabase(adminUrl: string): Promise<{ url: string; ownerUrl: string }> {
  const name = `bench_${randomBytes(4).toString('hex')}`;
  const { serviceUrl, ownerUrl } = await createDatabase(adminUrl, {
    name,
    ownerPassword: 'owner',
    servicePassword: 'service',
  });
  await migrate(ownerUrl, [...persistenceMigrations, ...messagingMigrations]);
  await withClient(ownerUrl, (client) =>
    client.query(
      'CREATE TABLE effect (n bigint GENERATED ALWAYS AS IDENTITY, subject uuid, version bigint, note text)',
    ),
  );
  return { url: serviceUrl, ownerUrl };
}

/** Runs `work` on a connection of its own. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
