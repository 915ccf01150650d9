import { Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  jobKind,
  MessagingModule,
  messagingMigrations,
  OnJob,
  OnJobs,
  Scheduler,
  type DueJob,
} from '@opencircle/messaging';
import { migrate, PersistenceModule, Transactions, type Db } from '@opencircle/persistence';
import { z } from 'zod';
import {
  batchSql,
  businessSql,
  eachSql,
  statements,
  type Contender,
  type Form,
  type NumberedJob,
} from './contender.js';

type Numbered = { n: number };
const kinds = {
  each: jobKind('each', z.object({ n: z.int() })),
  batch: jobKind('batch', z.object({ n: z.int() })),
};

@Injectable()
class Handlers {
  @OnJob(kinds.each)
  async each({ payload }: DueJob<Numbered>, db: Db): Promise<void> {
    await db.query(eachSql, [payload.n]);
  }

  @OnJobs(kinds.batch)
  async batch(jobs: readonly DueJob<Numbered>[], db: Db): Promise<void> {
    await db.query(batchSql, [jobs.map(({ payload }) => payload.n)]);
  }
}

/** `libs/messaging`'s scheduler, in an application as services have it. */
export async function ours(url: string, form: Form): Promise<Contender> {
  await migrate(url, [...messagingMigrations]);
  const asking = await start(url, []);
  const transactions = asking.get(Transactions);
  const scheduler = asking.get(Scheduler);
  const job = ({ n, at }: NumberedJob) => ({ kind: kinds[form], key: String(n), at, payload: { n } });
  return {
    name: 'scheduler',
    emptySql: 'TRUNCATE scheduled_job',
    async enqueue(jobs) {
      for (const part of statements(jobs)) {
        await transactions.run((db) => scheduler.scheduleAll(db, part.map(job)));
      }
    },
    enqueueWithRow: (asked) =>
      transactions.run(async (db) => {
        await db.query(businessSql, [asked.n]);
        await scheduler.schedule(db, job(asked));
      }),
    async work() {
      const app = await start(url, [Handlers]);
      return { nudge: () => undefined, stop: () => app.close() };
    },
    close: () => asking.close(),
  };
}

function start(url: string, providers: (typeof Handlers)[]) {
  @Module({
    imports: [
      PersistenceModule.forRoot({ url, name: 'bench', entities: [] }),
      MessagingModule.forRoot({ service: 'bench', brokers: [], topicPrefix: '', databaseUrl: url }),
    ],
    providers,
  })
  class App {}
  return NestFactory.createApplicationContext(App, { logger: ['error'] });
}
