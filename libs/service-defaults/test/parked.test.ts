import { setTimeout as sleep } from 'node:timers/promises';
import { Controller } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { auditMigrations } from '@opencircle/audit';
import type { TokenIssuer } from '@opencircle/auth';
import { listingRejected, newId, type ListingRejected, type PersonId } from '@opencircle/contracts';
import { messagingMigrations, OnEvent, type EventContext } from '@opencircle/messaging';
import { migrate, persistenceMigrations } from '@opencircle/persistence';
import {
  publisher,
  testBrokers,
  testDatabase,
  topicPrefix,
  type Publisher,
  type TestDatabase,
} from '@opencircle/testing';
import { accessMigrations, createApplication } from '../src/index.js';
import { definitionOf, tokenIssuer, variables } from './tiny-service.js';

const ADDRESS = 'alice.planted@example.org';
const effects: string[] = [];
let broken = true;

@Controller()
class OnListingRejected {
  @OnEvent(listingRejected)
  run(_data: ListingRejected, { event }: EventContext): Promise<void> {
    if (broken) return Promise.reject(new RangeError(`cannot be handled: ${ADDRESS}`));
    effects.push(`${event.subject} ${event.aggregateversion}`);
    return Promise.resolve();
  }
}

type Body = Record<string, unknown> & { items: Record<string, unknown>[]; id: string; errors?: { pointer: string }[] };
type Role = 'ops' | 'admin' | 'manager' | 'moderator';

let database: TestDatabase;
let app: NestFastifyApplication;
let issuer: TokenIssuer;
let sender: Publisher;

beforeAll(async () => {
  database = await testDatabase();
  await migrate(database.ownerUrl, [
    ...persistenceMigrations,
    ...messagingMigrations,
    ...auditMigrations,
    ...accessMigrations,
  ]);
  issuer = await tokenIssuer();
  const prefix = await topicPrefix();
  const environment = {
    ...variables,
    DATABASE_URL: database.serviceUrl,
    KAFKA_BROKERS: testBrokers(),
    TOPIC_PREFIX: prefix,
  };
  const definition = definitionOf([OnListingRejected], { entities: [] });
  app = await createApplication(definition, { variables: environment, keys: issuer.keys() });
  await app.startAllMicroservices();
  sender = await publisher(prefix);
}, 60_000);

afterAll(async () => {
  await sender.close();
  await app.close();
  await database.drop();
});

async function ask(
  role: Role | 'anonymous',
  method: 'GET' | 'POST',
  path: string,
  body?: object,
  key?: string,
): Promise<[number, Body]> {
  const actor = { kind: 'person', id: newId<PersonId>(), roles: [{ role: role as Role }] } as const;
  const authorization =
    role === 'anonymous' ? {} : { authorization: `Bearer ${(await issuer.issue(actor)).accessToken}` };
  const answer = await app.inject({
    method,
    url: `/v1${path}`,
    headers: { ...authorization, ...(key !== undefined && { 'idempotency-key': key }) },
    ...(body && { payload: body }),
  });
  return [answer.statusCode, answer.json()];
}

const ops = (method: 'GET' | 'POST', path: string, body?: object) => ask('ops', method, path, body);

/** A sequence of two events that the handler refused; a reason code that is an address among what they say. */
async function parkedSequence(): Promise<{ id: string; subject: string }> {
  broken = true;
  const subject = newId();
  for (const version of [1, 2]) {
    const sample = listingRejected.sample as ListingRejected;
    await sender.publish(listingRejected, subject, version, { ...sample, reasonCode: ADDRESS });
  }
  for (let turn = 0; turn < 200; turn++) {
    const [, { items }] = await ops('GET', '/parked-sequences?limit=100');
    const found = items.find((item) => item['subject'] === subject && item['events'] === 2);
    if (found !== undefined) return { id: found['id'] as string, subject };
    await sleep(100);
  }
  throw new Error('nothing was parked');
}

test('parked sequences are for ops and admins', async () => {
  const id = newId();
  const routes: [method: 'GET' | 'POST', path: string, body: object | undefined, allowed: number][] = [
    ['GET', '/parked-sequences', undefined, 200],
    ['GET', `/parked-sequences/${id}`, undefined, 404],
    ['POST', `/parked-sequences/${id}/dry-runs`, {}, 404],
    ['POST', `/parked-sequences/${id}/discards`, { reason: 'gone' }, 404],
    ['POST', '/parked-replays', { reason: 'schema' }, 201],
    ['GET', `/parked-replays/${id}`, undefined, 404],
    ['POST', `/parked-replays/${id}/cancellations`, undefined, 404],
  ];
  for (const [method, path, body, allowed] of routes) {
    const statuses: number[] = [];
    for (const role of ['anonymous', 'manager', 'moderator', 'admin', 'ops'] as const) {
      statuses.push((await ask(role, method, path, body))[0]);
    }
    expect([path, ...statuses]).toEqual([path, 401, 403, 403, allowed, allowed]);
  }
});

test('a sequence is shown, foreseen, replayed and gone, with nobody’s address in any answer', async () => {
  const { id, subject } = await parkedSequence();
  const [shown, whole] = await ops('GET', `/parked-sequences/${id}`);
  expect([shown, whole['reason'], whole['errorClass'], whole.items.length]).toEqual([
    200,
    'handler-failed',
    'RangeError',
    2,
  ]);
  const [, failing] = await ops('POST', `/parked-sequences/${id}/dry-runs`, {});
  expect(failing.items).toMatchObject([{ outcome: 'would-fail', errorClass: 'RangeError' }, { outcome: 'behind' }]);
  broken = false;
  const [foreseen, mended] = await ops('POST', `/parked-sequences/${id}/dry-runs`, { acceptGap: true });
  expect([foreseen, mended.items.map(({ outcome }) => outcome)]).toEqual([200, ['would-apply', 'would-apply']]);
  effects.length = 0;
  const [started, replay] = await ops('POST', '/parked-replays', { sequenceId: id });
  expect([started, replay['state'], replay['total']]).toEqual([201, 'running', 2]);
  let ended = replay;
  for (let turn = 0; turn < 100 && ended['state'] === 'running'; turn++) {
    await sleep(100);
    [, ended] = await ops('GET', `/parked-replays/${replay.id}`);
  }
  expect(ended).toMatchObject({ state: 'done', total: 2, done: 2, parkedAgain: 0 });
  expect(effects).toEqual([`${subject} 1`, `${subject} 2`]);
  const [late, problem] = await ops('POST', `/parked-replays/${replay.id}/cancellations`);
  expect([late, problem['code']]).toEqual([409, 'replay-not-running']);
  expect((await ops('GET', `/parked-sequences/${id}`))[0]).toBe(404);
  expect(JSON.stringify([whole, failing, mended, replay, ended])).not.toMatch(/alice|planted/);
});

test('a discard needs a reason, is repeated safely, and is final', async () => {
  const { id } = await parkedSequence();
  for (const body of [{}, { reason: '  ' }, { reason: 7 }]) {
    const [status, problem] = await ops('POST', `/parked-sequences/${id}/discards`, body);
    expect([status, problem.errors?.map(({ pointer }) => pointer)]).toEqual([400, ['/reason']]);
  }
  const [, { items }] = await ops('GET', `/parked-sequences/${id}`);
  const [, second] = items;
  const middle = await ops('POST', `/parked-sequences/${id}/discards`, { reason: 'gone', eventId: second?.['id'] });
  expect([middle[0], middle[1]['code'], middle[1].errors]).toMatchObject([
    409,
    'not-at-head',
    [{ pointer: '/eventId' }],
  ]);
  const whole = await ops('POST', `/parked-sequences/${id}/discards`, { reason: 'the group is gone' });
  expect(whole).toEqual([201, { discarded: 2, left: 0 }]);
  expect((await ops('POST', `/parked-sequences/${id}/discards`, { reason: 'again' }))[0]).toBe(404);
});

test('bad requests are told where they are wrong, and none is a 5xx', async () => {
  const id = newId();
  const cases: [method: 'GET' | 'POST', path: string, body: object | undefined, status: number, pointer: string][] = [
    ['GET', '/parked-sequences?reason=nonsense', undefined, 400, '/reason'],
    ['GET', '/parked-sequences?limit=101', undefined, 400, '/limit'],
    ['GET', '/parked-sequences?cursor=zzz', undefined, 400, '/cursor'],
    ['GET', '/parked-sequences/nonsense', undefined, 400, '/id'],
    ['POST', '/parked-replays', {}, 400, '/sequenceId'],
    ['POST', '/parked-replays', { sequenceId: id, reason: 'schema' }, 400, '/sequenceId'],
    ['POST', '/parked-replays', { reason: 'nonsense' }, 400, '/reason'],
    ['POST', '/parked-replays', { sequenceId: id, acceptGap: true }, 400, '/acceptGap'],
    ['POST', '/parked-replays', { sequenceId: id, acceptGap: {} }, 400, '/acceptGap/reason'],
    ['POST', `/parked-sequences/${id}/dry-runs`, { acceptGap: 'yes' }, 400, '/acceptGap'],
  ];
  for (const [method, path, body, status, pointer] of cases) {
    const [told, problem] = await ops(method, path, body);
    expect([path, body, told, problem.errors?.map((error) => error.pointer)]).toEqual([path, body, status, [pointer]]);
  }
  expect((await ops('POST', '/parked-replays', { sequenceId: id }))[0]).toBe(404);
});

test('the figures for Prometheus say how much is parked and why', async () => {
  await parkedSequence();
  const { payload } = await app.inject({ url: '/metrics' });
  expect(payload).toMatch(/messaging_parked_events\{reason="handler-failed"\} [1-9]/);
  expect(payload).toMatch(/messaging_parked_events\{reason="behind-parked"\} [1-9]/);
  expect(payload).toMatch(/messaging_replayed_events_total\{outcome="applied"\} 2/);
});
