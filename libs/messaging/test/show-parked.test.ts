import { listingPublished, newId, type ListingPublished } from '@opencircle/contracts';
import { ListSequences, ShowSequence } from '../src/index.js';
import { bench, brokenFrom, by, type Bench } from './parked.js';

let b: Bench;

beforeAll(async () => {
  b = await bench();
});

afterAll(() => b.close());

const show = (id: string) => b.node.app.get(ShowSequence).run(id, by);
const ADDRESS = 'alice.planted@example.org';

/** Puts the row's bytes and headers to what an attacker, or a producer's bug, could have sent. */
async function tamper(subject: string, value: Buffer, headers: [string, string][], key = subject): Promise<void> {
  const encoded = headers.map(([name, text]) => [name, Buffer.from(text).toString('base64')]);
  await b.node.query('UPDATE parked_event SET value = $2, headers = $3, key = $4 WHERE subject = $1', [
    subject,
    value,
    JSON.stringify(encoded),
    Buffer.from(key),
  ]);
}

test('a sequence is listed and shown with ids, times, numbers and codes; text is told by its length', async () => {
  const subject = newId();
  brokenFrom.set(subject, 1);
  await b.send(subject, 1, 2);
  const id = await b.parked(subject, 2);
  const { items } = await b.node.app.get(ListSequences).run({ reason: 'handler-failed', limit: 100 });
  expect(items.find((each) => each.id === id)).toMatchObject({
    topic: 'opencircle.listings.listing',
    subject,
    reason: 'handler-failed',
    errorClass: 'TypeError',
    attempts: 3,
    events: 2,
    versions: { from: 1, to: 2 },
    replayId: null,
  });
  const whole = await show(id);
  expect(whole.items).toHaveLength(2);
  expect(whole.items[0]).toMatchObject({ type: 'org.opencircle.listing.rejected.v1', version: 1, unknownHeaders: 0 });
  const fields = Object.fromEntries(whole.items[0]?.content.fields.map(({ pointer, value }) => [pointer, value]) ?? []);
  expect(fields).toMatchObject({ '/listingId': subject, '/reasonCode': '<text, 4 characters>' });
  expect(fields['/decidedAt']).toMatch(/^\d{4}-.*Z$/);
  expect((await show(id)).actions.map(({ action, actor }) => [action, actor])).toEqual([['show', by]]);
});

test('an address planted anywhere in an event is nowhere in the answer', async () => {
  const subject = newId();
  await b.send(subject, 2);
  const id = await b.parked(subject, 1);
  const sample = listingPublished.sample as ListingPublished;
  const content = {
    ...sample.content,
    name: ADDRESS,
    languages: [ADDRESS],
    capacity: ADDRESS,
    venue: { ...sample.content.venue, [ADDRESS]: ADDRESS, point: ADDRESS },
    contact: { email: ADDRESS, phone: { of: ADDRESS }, website: null },
    focuses: [ADDRESS, 'anxiety'],
  };
  const planted = { ...sample, content, listingId: ADDRESS, publishedAt: `2026-11-23 ${ADDRESS}`, [ADDRESS]: 1 };
  await tamper(
    subject,
    Buffer.from(JSON.stringify(planted)),
    [
      ['ce_type', listingPublished.type],
      ['ce_source', `/opencircle/${ADDRESS}`],
      ['ce_subject', ADDRESS],
      ['ce_time', ADDRESS],
      ['traceparent', ADDRESS],
      [`x-${ADDRESS}`, 'x'],
    ],
    ADDRESS,
  );
  const whole = await show(id);
  expect(JSON.stringify(planted)).toContain(ADDRESS);
  expect(JSON.stringify(whole)).not.toMatch(/alice|planted|example\.org/i);
  const [event] = whole.items;
  expect(event).toMatchObject({ type: listingPublished.type, unknownHeaders: 2 });
  const fields = Object.fromEntries(event?.content.fields.map(({ pointer, value }) => [pointer, value]) ?? []);
  expect(fields).toMatchObject({
    '/content/name': '<text, 25 characters>',
    '/content/capacity': '<text, 25 characters>',
    '/content/focuses/1': 'anxiety',
    '/content/facilitation': 'peer',
    '/content/venue/publicity': 'public',
  });
  expect(event?.content.unknownKeys).toBeGreaterThanOrEqual(3);
});

test('of bytes that are no event of ours only size and hash are told', async () => {
  const subject = newId();
  await b.send(subject, 2);
  const id = await b.parked(subject, 1);
  for (const type of ['org.opencircle.unheard-of.v1', listingPublished.type]) {
    await tamper(subject, Buffer.from(`{"email": "${ADDRESS}"`), [['ce_type', type]]);
    const [event] = (await show(id)).items;
    expect(event?.content).toEqual({
      bytes: 37,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      fields: [],
      unknownKeys: 0,
    });
  }
});

test('a subject that is no id is not shown in the list either', async () => {
  await b.send(ADDRESS, 2);
  const id = await b.parked(ADDRESS, 1);
  const { items } = await b.node.app.get(ListSequences).run({ limit: 100 });
  expect(items.find((each) => each.id === id)).toMatchObject({ subject: '<text, 25 characters>' });
});

test('pages are cut by a cursor; one that the list did not give is refused', async () => {
  const list = b.node.app.get(ListSequences);
  const all = (await list.run({ limit: 100 })).items.map(({ id }) => id);
  const paged: string[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await list.run({ limit: 2, cursor, topic: 'opencircle.listings.listing' });
    paged.push(...page.items.map(({ id }) => id));
    if (page.next === null) break;
    cursor = page.next;
  }
  expect(paged).toEqual(all);
  expect(all.length).toBeGreaterThan(3);
  await expect(list.run({ limit: 2, cursor: 'nonsense' })).rejects.toMatchObject({ code: 'bad-cursor' });
  expect((await list.run({ limit: 2, topic: 'opencircle.listings.case' })).items).toEqual([]);
});
