import { Injectable, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MessagingModule, OnJob, OnJobs, type CrashPoint, type DueJob } from '@opencircle/messaging';
import { PersistenceModule, Transactions, type Db } from '@opencircle/persistence';
import { deleteFirst, ownClock } from './control-workers.js';
import { ticks, type TickPayload } from './tick.js';

/** `scheduler` is the real one; the others are wrong on purpose. */
export type WorkerKind = 'scheduler' | 'torn' | 'own-clock' | 'delete-first';
export type WorkerOrder = { kind: WorkerKind; url: string };

type Tick = DueJob<TickPayload>;

async function write(jobs: readonly Tick[], db: Db): Promise<void> {
  await db.query('INSERT INTO tick_done (key, asked) SELECT * FROM unnest($1::text[], $2::int[])', [
    jobs.map(({ key }) => key),
    jobs.map(({ payload }) => payload.asked),
  ]);
}

@Injectable()
class Ticks {
  @OnJob(ticks.one)
  async one(job: Tick, db: Db): Promise<void> {
    await write([job], db);
  }

  @OnJobs(ticks.many)
  async many(jobs: readonly Tick[], db: Db): Promise<void> {
    await write(jobs, db);
  }
}

/** The effect commits by itself, and the job's end with another transaction. */
@Injectable()
class TornTicks {
  constructor(private readonly transactions: Transactions) {}

  @OnJob(ticks.one)
  async one(job: Tick, _db: Db): Promise<void> {
    await this.transactions.run((own) => write([job], own));
  }

  @OnJobs(ticks.many)
  async many(jobs: readonly Tick[], _db: Db): Promise<void> {
    await this.transactions.run((own) => write(jobs, own));
  }
}

/** Where this process is to die; told by the one that started it. */
let dieAt: CrashPoint | undefined;

function onPoint(point: CrashPoint): void {
  if (point === dieAt) process.kill(process.pid, 'SIGKILL');
}

/** One process of a service that does jobs until it is killed, by somebody else or by itself at a named point. */
async function main({ kind, url }: WorkerOrder): Promise<void> {
  process.once('disconnect', () => process.exit(0));
  process.once('message', (point: CrashPoint) => (dieAt = point));
  const ready = (): void => void process.send?.('ready');
  if (kind === 'own-clock') return ownClock(url, ready);
  if (kind === 'delete-first') return deleteFirst(url, ready, () => onPoint('scheduler.before-commit'));
  await startWorker(url, kind === 'torn' ? TornTicks : Ticks);
  ready();
}

async function startWorker(url: string, handler: Type): Promise<void> {
  @Module({
    imports: [
      PersistenceModule.forRoot({ url, name: 'tick', entities: [] }),
      MessagingModule.forRoot({ service: 'tick', brokers: [], topicPrefix: '', databaseUrl: url, onPoint }),
    ],
    providers: [handler],
  })
  class App {}
  await NestFactory.createApplicationContext(App, { logger: ['error'] });
}

await main(JSON.parse(process.argv[2] ?? '') as WorkerOrder);
