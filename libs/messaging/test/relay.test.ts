import { listingRejected, newId } from '@opencircle/contracts';
import { createTopics } from '@opencircle/backing-services';
import { testBrokers } from '@opencircle/testing';
import { Kafka, logLevel } from 'kafkajs';
import { Purge } from '../src/purge.js';
import { eventually, messagingDatabase, say, startNode, topicPrefix, type Node } from './node.js';

type Waiting = { subject: string; aggregate_version: string; set_aside_reason: string | null };

describe('the relay', () => {
  let database: Awaited<ReturnType<typeof messagingDatabase>>;
  let node: Node;
  let prefix: string;

  beforeAll(async () => {
    database = await messagingDatabase();
    prefix = await topicPrefix();
    node = await start();
  });
  afterAll(async () => {
    await node.app.close();
    await database.source.destroy();
  });

  const start = (relayShards: 1 | 4 = 1) =>
    startNode({ service: 'sender', url: database.serviceUrl, brokers: testBrokers(), prefix, relayShards });
  const waiting = (subject: string) =>
    node.query<Waiting>(
      'SELECT subject, aggregate_version, set_aside_reason FROM outbox WHERE published_at IS NULL AND subject = $1 ORDER BY id',
      [subject],
    );
  /** A row as a service would not write it. */
  const plant = (subject: string, version: number, topic: string, data: string) =>
    node.query(
      `INSERT INTO outbox (event_id, source, type, topic, subject, aggregate_version, data)
       VALUES ($1, '/test', $2, $3, $4, $5, $6)`,
      [newId(), listingRejected.type, topic, subject, version, data],
    );

  it('sets a row aside that is too large for Kafka; what follows in its aggregate waits, others flow', async () => {
    const [large, well] = [newId(), newId()];
    await plant(large, 1, listingRejected.topic, JSON.stringify({ text: 'x'.repeat(1_200_000) }));
    await plant(large, 2, listingRejected.topic, '{}');
    await say(node, well);
    await eventually(async () => (await waiting(well)).length === 0);
    await eventually(async () => (await waiting(large))[0]?.set_aside_reason === 'too-large');
    await say(node, well);
    await eventually(async () => (await waiting(well)).length === 0);
    expect(await waiting(large)).toEqual([
      { subject: large, aggregate_version: '1', set_aside_reason: 'too-large' },
      { subject: large, aggregate_version: '2', set_aside_reason: null },
    ]);
  });

  it('sets rows for a missing topic aside, makes none, and sends them in order once the topic is there', async () => {
    const [lost, well] = [newId(), newId()];
    const kafka = new Kafka({ brokers: [testBrokers()], logLevel: logLevel.NOTHING });
    const admin = kafka.admin();
    await admin.connect();
    await admin.deleteTopics({ topics: [`${prefix}opencircle.membership.person`] });
    await plant(lost, 1, 'opencircle.membership.person', '{}');
    await plant(lost, 2, 'opencircle.membership.person', '{}');
    await say(node, well);
    await eventually(async () => (await waiting(lost))[0]?.set_aside_reason === 'unknown-topic', 40);
    await eventually(async () => (await waiting(well)).length === 0);
    expect(await admin.listTopics()).not.toContain(`${prefix}opencircle.membership.person`);

    await createTopics(testBrokers(), prefix);
    await node.query(`UPDATE outbox SET set_aside_at = now() - interval '61 seconds' WHERE subject = $1 AND set_aside_at IS NOT NULL`, [lost]); // prettier-ignore
    await eventually(async () => (await waiting(lost)).length === 0, 40);
    const sent = await versionsOn(kafka, `${prefix}opencircle.membership.person`, 2);
    expect(sent).toEqual(['1', '2']);
    await admin.disconnect();
  });

  it('keeps the order of each aggregate when replicas with other shard counts come and go', async () => {
    const subjects = Array.from({ length: 8 }, () => newId());
    const fourfold = await start(4);
    for (let i = 0; i < 200; i++) {
      await say(i % 2 === 0 ? node : fourfold, subjects[i % 8]!);
      if (i === 100) {
        await node.app.close();
        node = await start(1);
      }
    }
    await eventually(async () => (await Promise.all(subjects.map(waiting))).flat().length === 0);
    await fourfold.app.close();
    const kafka = new Kafka({ brokers: [testBrokers()], logLevel: logLevel.NOTHING });
    const order = await recordsOn(kafka, prefix + listingRejected.topic, (found) =>
      subjects.every((subject) => found.filter(({ key }) => key === subject).length >= 25),
    );
    for (const subject of subjects) {
      const versions = order.filter(({ key }) => key === subject).map(({ version }) => Number(version));
      expect([...new Set(versions)]).toEqual(Array.from({ length: 25 }, (_, i) => i + 1));
    }
  });

  it('deletes published rows after their time, a batch at a time, and never a row that waits', async () => {
    const subject = newId();
    await say(node, subject);
    await eventually(async () => (await waiting(subject)).length === 0);
    await plant(subject, 99, 'opencircle.nowhere', '{}');
    await node.query(`UPDATE outbox SET published_at = now() - interval '8 days' WHERE published_at IS NOT NULL`);
    await say(node, newId());
    await node.query(
      `INSERT INTO outbox (event_id, source, type, topic, subject, aggregate_version, data, published_at)
       SELECT gen_random_uuid(), '/test', 't', 't', gen_random_uuid()::text, 1, '{}', now() - interval '8 days'
       FROM generate_series(1, 1500)`,
    );
    const purge = node.app.get(Purge);
    const gone = [await purge.step(), await purge.step(), await purge.step()];
    expect(gone[0]).toBeLessThanOrEqual(1000);
    expect(gone[2]).toBe(0);
    const [left] = await node.query<{ old: string; waiting: string }>(
      `SELECT count(*) FILTER (WHERE published_at < now() - interval '7 days') AS old,
              count(*) FILTER (WHERE published_at IS NULL AND subject = $1) AS waiting FROM outbox`,
      [subject],
    );
    expect(left).toEqual({ old: '0', waiting: '1' });
  });
});

async function versionsOn(kafka: Kafka, topic: string, count: number): Promise<(string | undefined)[]> {
  return (await recordsOn(kafka, topic, (found) => found.length >= count)).map(({ version }) => version);
}

async function recordsOn(
  kafka: Kafka,
  topic: string,
  enough: (found: { key: string; version: string | undefined }[]) => boolean,
): Promise<{ key: string; version: string | undefined }[]> {
  const consumer = kafka.consumer({ groupId: newId() });
  const found: { key: string; version: string | undefined }[] = [];
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    eachMessage: ({ message }) => {
      found.push({ key: String(message.key), version: message.headers?.['ce_aggregateversion']?.toString() });
      return Promise.resolve();
    },
  });
  await eventually(() => Promise.resolve(enough(found)), 30);
  await consumer.disconnect();
  return found;
}
