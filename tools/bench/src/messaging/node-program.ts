import { Controller, Logger, Module, type INestApplication, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { listingRejected, type ListingRejected } from '@opencircle/contracts';
import {
  KafkaEvents,
  MessagingModule,
  OnEvent,
  Outbox,
  type ConsumerMode,
  type EventContext,
} from '@opencircle/messaging';
import { PersistenceModule, Transactions } from '@opencircle/persistence';
import { paced } from '../statistics.js';

/** What a node of a messaging benchmark is started with, as JSON in its first argument. */
export type NodePlan = {
  readonly role: 'sender' | 'receiver';
  readonly url: string;
  readonly brokers: string;
  readonly prefix: string;
  readonly mode: ConsumerMode;
};

/** What it says: it is up; so many effects are committed by now; what was committed when (epoch milliseconds). */
export type NodeSays =
  | { readonly up: true }
  | { readonly effects: number; readonly at: number }
  | { readonly times: readonly [id: string, at: number][] };

/** What it is told: write so many events at a rate; or tell the times of all effects. */
export type NodeTask = { readonly write: readonly string[]; readonly perSecond: number } | { readonly tell: true };

const plan = JSON.parse(process.argv[2] ?? '{}') as NodePlan;
const sample = listingRejected.schema.parse(listingRejected.sample);
const times: [string, number][] = [];
let effects = 0;

@Controller()
class OnListingRejected {
  /** One row an event: the least that an effect can be. */
  @OnEvent(listingRejected)
  async run(listing: ListingRejected, { db, event }: EventContext): Promise<void> {
    await db.query('INSERT INTO effect (subject, version, note) VALUES ($1, $2, $3)', [
      event.subject,
      event.aggregateversion,
      listing.reasonCode,
    ]);
    db.afterCommit(() => {
      effects++;
      times.push([listing.reasonCode, now()]);
      if (effects % 100 === 0) say({ effects, at: now() });
    });
  }
}

const app = await start(plan.role === 'receiver' ? [OnListingRejected] : []);
process.on('message', (task: NodeTask) => void perform(task));
process.once('disconnect', () => void app.close().then(() => process.exit(0)));
say({ up: true });

async function start(controllers: Type[]): Promise<INestApplication> {
  @Module({
    imports: [
      PersistenceModule.forRoot({ url: plan.url, name: plan.role, entities: [] }),
      MessagingModule.forRoot({
        service: `${plan.role}-${plan.mode}`,
        brokers: plan.brokers.split(','),
        topicPrefix: plan.prefix,
        databaseUrl: plan.url,
        consumerMode: plan.mode,
      }),
    ],
    controllers,
  })
  class App {}
  const made = await NestFactory.create(App, new FastifyAdapter(), { logger: ['warn', 'error', 'fatal'] });
  made.connectMicroservice({ strategy: made.get(KafkaEvents) }, { inheritAppConfig: true });
  await made.startAllMicroservices();
  await made.init();
  return made;
}

/** Each event in a transaction of its own, as use cases write them; `reasonCode` tells which it is. */
async function perform(task: NodeTask): Promise<void> {
  if ('tell' in task) {
    say({ times: times.splice(0) });
    return;
  }
  const [transactions, outbox] = [app.get(Transactions), app.get(Outbox)];
  const written = await paced(task.write.length, task.perSecond, async (i): Promise<[string, number]> => {
    const subject = task.write[i] ?? '';
    const id = `${subject.slice(0, 8)}-${i}`;
    await transactions.run((db) => outbox.add(db, listingRejected, subject, { ...sample, reasonCode: id }));
    return [id, now()];
  });
  say({ times: written });
}

function say(message: NodeSays): void {
  process.send?.(message, undefined, undefined, (error) => {
    if (error !== null) new Logger('bench').error({ err: error });
  });
}

function now(): number {
  return performance.timeOrigin + performance.now();
}
