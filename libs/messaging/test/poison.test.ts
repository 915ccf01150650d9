import { Controller } from '@nestjs/common';
import { listingRejected, newId, type ListingRejected } from '@opencircle/contracts';
import { testBrokers } from '@opencircle/testing';
import { Kafka, logLevel, Partitioners, type Producer } from 'kafkajs';
import { OnEvent, type EventContext } from '../src/index.js';
import { eventually, messagingDatabase, say, startNode, topicPrefix, type Node } from './node.js';

const cancelled = new Set<string>();

@Controller()
class OnListingRejected {
  @OnEvent(listingRejected)
  async run({ reasonCode }: ListingRejected, { db, event }: EventContext): Promise<void> {
    await db.query('INSERT INTO effect (subject, version) VALUES ($1, $2)', [event.subject, event.aggregateversion]);
    if (reasonCode === 'swallows') await db.query('SELECT 1/0').catch(() => undefined);
    if (reasonCode === 'too long') {
      await db.query(`SET LOCAL statement_timeout = '10ms'`);
      await db.query('SELECT pg_sleep(5)');
    }
    if (reasonCode === 'cancelled once' && !cancelled.has(event.subject)) {
      cancelled.add(event.subject);
      await db.query('SELECT pg_cancel_backend(pg_backend_pid()), pg_sleep(5)');
    }
  }
}

let node: Node;
let producer: Producer;
let prefix: string;
let database: Awaited<ReturnType<typeof messagingDatabase>>;

beforeAll(async () => {
  database = await messagingDatabase();
  prefix = await topicPrefix();
  const options = { service: 'listings', url: database.serviceUrl, brokers: testBrokers(), prefix };
  node = await startNode(options, [OnListingRejected]);
  producer = new Kafka({ brokers: [testBrokers()], logLevel: logLevel.NOTHING }).producer({
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
});

afterAll(() => Promise.all([node.app.close(), producer.disconnect(), database.source.destroy()]));

const effects = async (subject: string) =>
  (await node.query('SELECT 1 FROM effect WHERE subject = $1', [subject])).length;
const parked = () =>
  node.query<{ reason: string; subject: string | null; error_class: string | null }>(
    'SELECT reason, subject, error_class FROM parked_event ORDER BY id',
  );

async function flows(): Promise<void> {
  const subject = newId();
  await say(node, subject);
  await eventually(async () => (await effects(subject)) === 1);
}

// PostgreSQL answers the COMMIT of a transaction with a failed statement by a rollback, and no error.
test('an event whose handler swallows a failed statement is not taken for done', async () => {
  const subject = newId();
  await say(node, subject, 'swallows');
  await eventually(async () => (await parked()).some((row) => row.subject === subject));
  expect(await parked()).toContainEqual({ reason: 'handler-failed', subject, error_class: 'FailureSwallowed' });
  expect(await effects(subject)).toBe(0);
  await flows();
});

test('an event whose handler never ends in time is parked, and holds nothing up', async () => {
  const subject = newId();
  await say(node, subject, 'too long');
  await eventually(async () => (await parked()).some((row) => row.subject === subject));
  expect(await parked()).toContainEqual({ reason: 'handler-failed', subject, error_class: 'HandlerTooSlow' });
  await flows();
});

test('an event whose statement a person cancels is tried again, and has its effect once', async () => {
  const subject = newId();
  await say(node, subject, 'cancelled once');
  await eventually(async () => (await effects(subject)) === 1);
  expect(cancelled).toContain(subject);
  expect((await parked()).filter((row) => row.subject === subject)).toEqual([]);
});

// Neither fits into the database: parking them would fail, for ever.
test.each([['a NUL'], ['10,000 letters']])('a subject with %s is parked without aggregate', async (what) => {
  const subject = what === 'a NUL' ? `${newId()}\0` : Array.from({ length: 300 }, () => newId()).join('');
  const before = (await parked()).length;
  await producer.send({
    topic: prefix + listingRejected.topic,
    messages: [
      {
        key: subject,
        value: '{}',
        headers: { ce_subject: subject, ce_aggregateversion: '1', constructor: 'x', ['__proto__']: 'y' },
      },
    ],
  });
  await eventually(async () => (await parked()).length > before);
  expect((await parked()).at(-1)).toEqual({ reason: 'header-malformed', subject: null, error_class: null });
  await flows();
});
