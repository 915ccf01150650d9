import { Controller } from '@nestjs/common';
import { listingPublished, newId, type ListingPublished } from '@opencircle/contracts';
import { testBrokers } from '@opencircle/testing';
import { z } from 'zod';
import { OnEvent, type EventContext } from '../src/index.js';
import { eventually, messagingDatabase, startNode, topicPrefix } from './node.js';

@Controller()
class OnListingPublished {
  @OnEvent(listingPublished)
  async run(_listing: ListingPublished, { db, event }: EventContext): Promise<void> {
    await db.query('INSERT INTO effect (subject, version) VALUES ($1, $2)', [event.subject, event.aggregateversion]);
  }
}

// 120 events of 15 kB for one partition are more than Kafka takes at once, and a refused batch would be sent for ever.
it('large events of one aggregate, committed together, all arrive in order', async () => {
  const database = await messagingDatabase();
  const node = await startNode(
    { service: 'listings', url: database.serviceUrl, brokers: testBrokers(), prefix: await topicPrefix() },
    [OnListingPublished],
  );
  const subject = newId();
  const sample = listingPublished.schema.parse(listingPublished.sample);
  const large = {
    ...sample,
    content: { ...sample.content, description: 'x'.repeat(10_000), guidelines: 'x'.repeat(5000) },
  };
  await node.transactions.run(async (db) => {
    for (let i = 0; i < 120; i++) await node.outbox.add(db, listingPublished, subject, large);
  });
  const versions = () => node.query<{ version: string }>('SELECT version FROM effect ORDER BY n');
  await eventually(async () => (await versions()).length === 120);
  expect((await versions()).map(({ version }) => Number(version))).toEqual(
    Array.from({ length: 120 }, (_, i) => i + 1),
  );
  await Promise.all([node.app.close(), database.source.destroy()]);
});

/** A release of the producer that says more than this consumer knows of. */
const padded = { ...listingPublished, schema: z.looseObject({ padding: z.string() }) };

it('an event of as many bytes as a consumer takes has its effect, and one of a byte more is refused with its state', async () => {
  const database = await messagingDatabase();
  const node = await startNode(
    { service: 'listings', url: database.serviceUrl, brokers: testBrokers(), prefix: await topicPrefix() },
    [OnListingPublished],
  );
  const sample = { ...listingPublished.schema.parse(listingPublished.sample), padding: '' };
  const room = 900_000 - Buffer.byteLength(JSON.stringify(sample));
  // Letters of two bytes: what counts is bytes.
  const full = { ...sample, padding: 'é'.repeat(Math.floor(room / 2)) + 'x'.repeat(room % 2) };
  const [fits, refused] = [newId(), newId()];
  await node.transactions.run((db) => node.outbox.add(db, padded, fits, full));
  const saying = node.transactions.run((db) =>
    node.outbox.add(db, padded, refused, { ...full, padding: `${full.padding}x` }),
  );
  await expect(saying).rejects.toThrow(
    'org.opencircle.listing.published.v1 has 900001 bytes; an event may have 900000',
  );
  await eventually(async () => (await node.query('SELECT FROM effect WHERE subject = $1', [fits])).length === 1);
  expect(await node.query('SELECT FROM outbox WHERE subject = $1', [refused])).toEqual([]);
  expect(await node.query('SELECT FROM parked_event')).toEqual([]);
  await Promise.all([node.app.close(), database.source.destroy()]);
});
