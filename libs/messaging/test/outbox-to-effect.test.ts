import { Controller } from '@nestjs/common';
import { listingRejected, newId, type ListingRejected } from '@opencircle/contracts';
import { testBrokers } from '@opencircle/testing';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { OnEvent, TransientFailure, type EventContext } from '../src/index.js';
import { eventually, messagingDatabase, say, startNode, topicPrefix, type Node } from './node.js';

const transientLeft = new Map<string, number>();

@Controller()
class OnListingRejected {
  @OnEvent(listingRejected)
  async run(listing: ListingRejected, { db, event }: EventContext): Promise<void> {
    await db.query('INSERT INTO effect (subject, version, note) VALUES ($1, $2, $3)', [
      event.subject,
      event.aggregateversion,
      listing.reasonCode,
    ]);
    const left = transientLeft.get(event.subject) ?? 0;
    transientLeft.set(event.subject, left - 1);
    if (left > 0) throw new TransientFailure('not yet');
    if (listing.reasonCode === 'poison') throw new TypeError('cannot read properties of undefined');
  }
}

describe('an event on its way from an outbox to an effect', () => {
  let sender: Node;
  let receiver: Node;
  let prefix: string;
  let databases: Awaited<ReturnType<typeof messagingDatabase>>[];
  const receiverOptions = () => ({
    service: 'receiver',
    url: databases[1]!.serviceUrl,
    brokers: testBrokers(),
    prefix,
  });

  beforeAll(async () => {
    databases = [await messagingDatabase(), await messagingDatabase()];
    prefix = await topicPrefix();
    sender = await startNode({ service: 'sender', url: databases[0]!.serviceUrl, brokers: testBrokers(), prefix });
    receiver = await startNode(receiverOptions(), [OnListingRejected]);
  });

  afterAll(async () => {
    await Promise.allSettled([sender.app.close(), receiver.app.close()]);
    await Promise.all(databases.map(({ source }) => source.destroy()));
  });

  const effects = (subject: string) =>
    receiver.query<{ version: string; note: string }>(
      'SELECT version, note FROM effect WHERE subject = $1 ORDER BY n',
      [subject],
    );
  const parked = (subject: string) =>
    receiver.query<{ reason: string; aggregate_version: string; error_class: string }>(
      'SELECT reason, aggregate_version, error_class FROM parked_event WHERE subject = $1 ORDER BY id',
      [subject],
    );

  it('has one effect, in order, with versions that have no gap, whoever wrote at the same time', async () => {
    const subjects = Array.from({ length: 5 }, () => newId());
    await Promise.all(Array.from({ length: 100 }, (_, i) => say(sender, subjects[i % 5] ?? '')));
    for (const subject of subjects) {
      await eventually(async () => (await effects(subject)).length === 20);
      expect((await effects(subject)).map(({ version }) => Number(version))).toEqual(
        Array.from({ length: 20 }, (_, i) => i + 1),
      );
    }
    await eventually(async () => (await sender.query('SELECT 1 FROM outbox WHERE published_at IS NULL')).length === 0);
  });

  it('does not exist when its transaction rolled back', async () => {
    const subject = newId();
    const rolledBack = sender.transactions.run(async (db) => {
      await say(sender, subject, 'never', db);
      throw new Error('no');
    });
    await expect(rolledBack).rejects.toThrow('no');
    await say(sender, subject, 'kept');
    await eventually(async () => (await effects(subject)).length === 1);
    expect(await effects(subject)).toEqual([{ version: '1', note: 'kept' }]);
  });

  it('cannot be said through a transaction that has ended, where it would be part of another one', async () => {
    const subject = newId();
    let late: Promise<unknown> | undefined;
    await sender.transactions.run((db) => {
      late = new Promise((resolve) => setTimeout(resolve, 50)).then(() => say(sender, subject, 'late', db));
      return Promise.resolve();
    });
    await expect(late).rejects.toThrow('the transaction has ended');
    expect(await sender.query('SELECT 1 FROM outbox WHERE subject = $1', [subject])).toEqual([]);
  });

  it('waits as long as a failure is transient, and then has one effect', async () => {
    const subject = newId();
    transientLeft.set(subject, 3);
    await say(sender, subject);
    await eventually(async () => (await effects(subject)).length === 1);
    expect(await parked(subject)).toEqual([]);
  });

  it('is parked with all that follow it when its handler fails for good, while others flow', async () => {
    const [sick, well] = [newId(), newId()];
    await say(sender, sick, 'poison');
    await say(sender, sick, 'behind');
    await say(sender, well);
    await eventually(async () => (await parked(sick)).length === 2 && (await effects(well)).length === 1);
    expect(await effects(sick)).toEqual([]);
    expect(await parked(sick)).toEqual([
      { reason: 'handler-failed', aggregate_version: '1', error_class: 'TypeError' },
      { reason: 'behind-parked', aggregate_version: '2', error_class: null },
    ]);
  });

  it('has no second effect when Kafka delivers everything again', async () => {
    const subject = newId();
    await say(sender, subject);
    await eventually(async () => (await effects(subject)).length === 1);
    await sender.query('UPDATE outbox SET published_at = NULL');
    await eventually(async () => (await sender.query('SELECT 1 FROM outbox WHERE published_at IS NULL')).length === 0);
    await say(sender, subject);
    await eventually(async () => (await effects(subject)).length === 2);
    expect((await effects(subject)).map(({ version }) => version)).toEqual(['1', '2']);
  });

  it('goes on where it was after the receiver was away', async () => {
    const subject = newId();
    await receiver.app.close();
    await say(sender, subject, 'while away');
    receiver = await startNode(receiverOptions(), [OnListingRejected]);
    await eventually(async () => (await effects(subject)).length === 1);
  });

  it('is parked when its bytes are not an event, and the next one flows', async () => {
    const producer = new Kafka({ brokers: [testBrokers()], logLevel: logLevel.NOTHING }).producer({
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    await producer.connect();
    const subject = newId();
    const headers = {
      ce_specversion: '1.0',
      ce_id: newId(),
      ce_source: '/test',
      ce_type: listingRejected.type,
      ce_subject: subject,
      ce_time: new Date().toISOString(),
      ce_aggregateversion: '1',
    };
    await producer.send({
      topic: prefix + listingRejected.topic,
      messages: [
        { key: subject, value: '{"listingId": 1', headers },
        { key: null, value: 'hello' },
        { key: subject, value: null, headers },
      ],
    });
    await producer.disconnect();
    const well = newId();
    await say(sender, well);
    await eventually(async () => (await effects(well)).length === 1);
    const reasons = await receiver.query<{ reason: string }>(
      `SELECT reason FROM parked_event WHERE reason NOT IN ('handler-failed', 'behind-parked') ORDER BY reason`,
    );
    expect(reasons.map(({ reason }) => reason)).toEqual(['header-missing', 'not-json', 'tombstone']);
  });
});

it('needs the inbox: without it, a redelivery doubles (negative control)', async () => {
  const database = await messagingDatabase();
  const prefix = await topicPrefix();
  const brokers = testBrokers();
  const sender = await startNode({ service: 'sender', url: database.serviceUrl, brokers, prefix });
  const receiver = await startNode({ service: 'receiver', url: database.serviceUrl, brokers, prefix }, [
    OnListingRejected,
  ]);
  const subject = newId();
  const count = async () => (await sender.query('SELECT 1 FROM effect WHERE subject = $1', [subject])).length;
  await say(sender, subject);
  await eventually(async () => (await count()) === 1);
  await sender.query('DELETE FROM inbox');
  await sender.query('DELETE FROM inbox_cursor');
  await sender.query('UPDATE outbox SET published_at = NULL');
  await eventually(async () => (await count()) === 2);
  await Promise.all([sender.app.close(), receiver.app.close(), database.source.destroy()]);
});
