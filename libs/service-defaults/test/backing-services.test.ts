import { setTimeout as sleep } from 'node:timers/promises';
import { Body, Controller, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Allow, type TokenIssuer } from '@opencircle/auth';
import { listingRejected, newId, type ListingRejected, type PersonId } from '@opencircle/contracts';
import { auditMigrations } from '@opencircle/audit';
import { messagingMigrations, OnEvent, Outbox, type EventContext } from '@opencircle/messaging';
import { migrate, persistenceMigrations, Transactions } from '@opencircle/persistence';
import { testBrokers, testDatabase, topicPrefix, type TestDatabase } from '@opencircle/testing';
import { z } from 'zod';
import { accessMigrations, createApplication } from '../src/index.js';
import { definitionOf, tokenIssuer, variables } from './tiny-service.js';

const seen: string[] = [];

@Controller()
class OnListingRejected {
  @OnEvent(listingRejected)
  run(_data: ListingRejected, { event }: EventContext): Promise<void> {
    seen.push(event.subject);
    return Promise.reject(new Error('cannot be handled'));
  }
}

@Controller('v1/rejections')
class Rejections {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
  ) {}

  @Post()
  @Allow('search.run')
  async create(@Body({ schema: z.object({ id: z.string() }) }) { id }: { id: string }): Promise<object> {
    const sample = listingRejected.sample as ListingRejected;
    await this.transactions.run((db) =>
      this.outbox.add(db, listingRejected, id, { ...sample, listingId: id as never }),
    );
    return { id };
  }
}

let database: TestDatabase;
let app: NestFastifyApplication;
let issuer: TokenIssuer;

beforeAll(async () => {
  database = await testDatabase();
  await migrate(database.ownerUrl, [
    ...persistenceMigrations,
    ...messagingMigrations,
    ...auditMigrations,
    ...accessMigrations,
  ]);
  issuer = await tokenIssuer();
  const environment = {
    ...variables,
    DATABASE_URL: database.serviceUrl,
    KAFKA_BROKERS: testBrokers(),
    TOPIC_PREFIX: await topicPrefix(),
  };
  const definition = definitionOf([OnListingRejected, Rejections], { entities: [] });
  app = await createApplication(definition, { variables: environment, keys: issuer.keys() });
  await app.startAllMicroservices();
}, 60_000);

afterAll(async () => {
  await app.close();
  await database.drop();
});

async function status(): Promise<{ ready: boolean; parked: number; outbox: { depth: number }; consumers: object[] }> {
  const actor = { kind: 'person', id: newId<PersonId>(), roles: [{ role: 'ops' }] } as const;
  const authorization = `Bearer ${(await issuer.issue(actor)).accessToken}`;
  return (await app.inject({ url: '/v1/ops/status', headers: { authorization } })).json();
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 100 && !(await holds()); turn++) await sleep(200);
}

test('an event handler’s error reaches the transport, past guard, pipe and problem filter, and is parked', async () => {
  await until(async () => (await app.inject({ url: '/health/ready' })).statusCode === 200);
  const id = newId<PersonId>();
  expect((await app.inject({ method: 'POST', url: '/v1/rejections', payload: { id } })).statusCode).toBe(201);
  await until(async () => (await status()).parked > 0);
  expect(new Set(seen)).toEqual(new Set([id]));
  await until(async () => (await status()).outbox.depth === 0);
  const figures = await status();
  expect(figures).toMatchObject({ ready: true, parked: 1, outbox: { depth: 0, oldestAgeSeconds: 0 } });
  expect(figures.consumers).toEqual([
    { topic: 'opencircle.membership.person', lag: 0, committedAt: null },
    { topic: 'opencircle.listings.listing', lag: 0, committedAt: expect.stringMatching(/^\d{4}-.*Z$/) },
  ]);
}, 60_000);
