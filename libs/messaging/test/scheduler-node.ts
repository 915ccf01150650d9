import { Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { dataSource, migrate, PersistenceModule, persistenceMigrations, Transactions } from '@opencircle/persistence';
import { testBrokers, testDatabase, type TestDatabase } from '@opencircle/testing';
import { z } from 'zod';
import { jobKind, MessagingModule, messagingMigrations, Scheduler, SchedulerStatus } from '../src/index.js';

export const note = jobKind('note', z.object({ note: z.string() }));

export type SchedulerNode = {
  transactions: Transactions;
  scheduler: Scheduler;
  status: SchedulerStatus;
  query: <Row = Record<string, unknown>>(sql: string, parameters?: unknown[]) => Promise<Row[]>;
  close(): Promise<void>;
};

/** A database with the messaging tables and `job_effect`, where test handlers write what they did and when. */
export async function schedulerDatabase(): Promise<TestDatabase> {
  const database = await testDatabase();
  await migrate(database.ownerUrl, [...persistenceMigrations, ...messagingMigrations]);
  const owner = await dataSource({ url: database.ownerUrl, name: 'setup' }).initialize();
  await owner.query(`CREATE TABLE job_effect (
      n bigint GENERATED ALWAYS AS IDENTITY, key text NOT NULL, note text NOT NULL, due_at timestamptz NOT NULL,
      at timestamptz NOT NULL DEFAULT clock_timestamp(),
      CONSTRAINT no_poison_at_commit UNIQUE (key, note) DEFERRABLE INITIALLY DEFERRED)`);
  await owner.destroy();
  return database;
}

/** One process of a service that does jobs with the given handlers; without any it only schedules. */
export async function schedulerNode(url: string, handlers: Type[] = []): Promise<SchedulerNode> {
  @Module({
    imports: [
      PersistenceModule.forRoot({ url, name: 'jobs', entities: [] }),
      MessagingModule.forRoot({ service: 'jobs', brokers: [testBrokers()], topicPrefix: '', databaseUrl: url }),
    ],
    providers: handlers,
  })
  class App {}
  const app = await NestFactory.createApplicationContext(App, { abortOnError: false, logger: false });
  const transactions = app.get(Transactions);
  return {
    transactions,
    scheduler: app.get(Scheduler),
    status: app.get(SchedulerStatus),
    query: (sql, parameters) => transactions.run((db) => db.query(sql, parameters)),
    close: () => app.close(),
  };
}

/** A time by the clock of the machine, which is the database's too. */
export function inMs(ms: number): Date {
  return new Date(Date.now() + ms);
}
