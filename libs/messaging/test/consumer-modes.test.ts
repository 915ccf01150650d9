import { Controller } from '@nestjs/common';
import { listingRejected, newId, type ListingRejected } from '@opencircle/contracts';
import { testBrokers } from '@opencircle/testing';
import { OnEvent, type ConsumerMode, type EventContext } from '../src/index.js';
import { eventually, messagingDatabase, say, startNode, topicPrefix } from './node.js';

@Controller()
class OnListingRejected {
  @OnEvent(listingRejected)
  async run(listing: ListingRejected, { db, event }: EventContext): Promise<void> {
    await db.query('INSERT INTO effect (subject, version, note) VALUES ($1, $2, $3)', [
      event.subject,
      event.aggregateversion,
      listing.reasonCode,
    ]);
    if (listing.reasonCode === 'poison') throw new TypeError('cannot read properties of undefined');
  }
}

/** 300 events of 10 aggregates are in Kafka before the consumer starts; every 47th is poison. */
async function drained(mode: ConsumerMode) {
  const [database, source] = [await messagingDatabase(), await messagingDatabase()];
  const [prefix, brokers] = [await topicPrefix(), testBrokers()];
  const sender = await startNode({ service: 'sender', url: source.serviceUrl, brokers, prefix });
  const subjects = Array.from({ length: 10 }, () => newId());
  await sender.transactions.run(async (db) => {
    for (let i = 0; i < 300; i++) await say(sender, subjects[i % 10]!, i % 47 === 46 ? 'poison' : 'fine', db);
  });
  await eventually(async () => (await sender.query('SELECT 1 FROM outbox WHERE published_at IS NULL')).length === 0);
  const receiver = await startNode({ service: 'receiver', url: database.serviceUrl, brokers, prefix, mode }, [
    OnListingRejected,
  ]);
  const count = async (table: string) =>
    Number((await receiver.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`))[0]?.n);
  await eventually(async () => (await count('effect')) + (await count('parked_event')) === 300, 40);
  const effects = await receiver.query<{ subject: string; version: string; written: string }>(
    'SELECT subject, version, xmin::text AS written FROM effect ORDER BY n',
  );
  const parked = await receiver.query<{ subject: string; aggregate_version: string; reason: string }>(
    'SELECT subject, aggregate_version, reason FROM parked_event ORDER BY subject, aggregate_version',
  );
  await Promise.all([sender.app.close(), receiver.app.close(), database.source.destroy(), source.source.destroy()]);
  return {
    transactions: new Set(effects.map(({ written }) => written)).size,
    versions: subjects.map((subject) => effects.filter((row) => row.subject === subject).map((row) => row.version)),
    parked: subjects.map((subject) =>
      parked.filter((row) => row.subject === subject).map((row) => `${row.aggregate_version} ${row.reason}`),
    ),
  };
}

it('has the same effects and parks the same events in both modes, in batches with far fewer transactions', async () => {
  const [batch, single] = [await drained('batch'), await drained('single')];
  expect(batch.versions).toEqual(single.versions);
  expect(batch.parked).toEqual(single.parked);
  const effects = single.versions.flat().length;
  expect(effects).toBe(216);
  expect(single.transactions).toBe(effects);
  expect(batch.transactions).toBeLessThan(effects / 5);
});
