import { setTimeout as sleep } from 'node:timers/promises';
import { ModuleRef } from '@nestjs/core';
import type { CloudEvent } from '@opencircle/contracts';
import {
  BROKER,
  EventContext,
  KafkaEvents,
  MessagingModule,
  type Broker,
  type Delivery,
  type IncomingRecord,
} from '@opencircle/messaging';
import { Transactions } from '@opencircle/persistence';
import { randomUUID } from 'node:crypto';
import type { Sabotage } from './sabotage.js';

const CAREFUL = Symbol('the broker that was there before');
/** As long as a slow effect takes, and longer than the receiver takes to commit what is done. */
const SLOW_MS = 1_500;
const PAUSE_MS = 500;

/** Puts a careless broker where the service's own is. Of two providers of one token Nest takes the later. */
export function sabotage(kind: Sabotage): void {
  const whole = MessagingModule.forRoot.bind(MessagingModule);
  MessagingModule.forRoot = (options) => {
    const module = whole(options);
    const providers = (module.providers ?? []).map((provider) =>
      'provide' in provider && provider.provide === BROKER ? { ...provider, provide: CAREFUL } : provider,
    );
    const careless = {
      provide: BROKER,
      inject: [CAREFUL, ModuleRef],
      useFactory: (broker: Broker, app: ModuleRef) => withReceive(broker, kind, app, options.service),
    };
    return { ...module, providers: [...providers, careless] };
  };
}

/** The broker, but for what becomes of deliveries. */
function withReceive(broker: Broker, kind: Sabotage, app: ModuleRef, service: string): Broker {
  return {
    openSender: () => broker.openSender(),
    topics: () => broker.topics(),
    lag: (groupId, topics) => broker.lag(groupId, topics),
    openReceiver: (plan) =>
      broker.openReceiver({
        ...plan,
        receive: async (delivery) => {
          if (kind === 'offset-first') return plan.receive(await acknowledged(delivery));
          return receiveWithoutInbox(delivery, app, service);
        },
      }),
  };
}

/** The offset goes ahead; what is under way in the moment of a kill does not come again. */
async function acknowledged(delivery: Delivery): Promise<Delivery> {
  const last = delivery.records.at(-1);
  if (last !== undefined) delivery.done(last.offset);
  await sleep(SLOW_MS);
  return { ...delivery, done: () => undefined };
}

/** What comes again has its effect again. It is written down as the inbox would be, under a source that nothing equals. */
async function receiveWithoutInbox(delivery: Delivery, app: ModuleRef, service: string): Promise<void> {
  const events = app.get(KafkaEvents, { strict: false });
  const transactions = app.get(Transactions, { strict: false });
  try {
    for (const record of delivery.records) {
      const event = eventOf(record);
      await transactions.run(async (db) => {
        const values = [service, randomUUID(), event.id];
        await db.query('INSERT INTO inbox (consumer, source, event_id) VALUES ($1, $2, $3)', values);
        await events.handlerFor(event.type)?.(new EventContext(db, event));
      });
      delivery.done(record.offset);
    }
  } catch {
    delivery.pauseFor(PAUSE_MS);
  }
}

function eventOf({ headers, value }: IncomingRecord): CloudEvent {
  const attributes = Object.entries(headers ?? {}).map(([name, text]) => [name.replace(/^ce_/, ''), String(text)]);
  return { ...Object.fromEntries(attributes), data: JSON.parse(String(value)) } as CloudEvent;
}
