import { newId, type OrganizationId } from '@opencircle/contracts';
import { defaults, feedRows, feedsAreHere, feedText, row } from './feeds.js';
import type { Body, Call } from './answer.js';
import { eventually, listingsApp, managerOf, type ListingsApp } from './listings-app.js';

let app: ListingsApp;
beforeAll(async () => (app = await listingsApp()), 60_000);
afterAll(() => app.close());

/** A new organization's manager with the three calls that an import takes. */
async function importer() {
  const organizationId = newId<OrganizationId>();
  const call = await app.as(managerOf(organizationId));
  const state = (id: string, wanted: string) =>
    eventually(async () => (await call('GET', `/v1/imports/${id}`)).body, (job) => job.state === wanted, 120_000); // prettier-ignore
  return {
    organizationId,
    call,
    async check(feed: string) {
      const made = await call('POST', '/v1/imports', { organizationId, fileName: 'feed.json', feed, defaults });
      expect(made).toMatchObject({ status: 201, body: { state: 'checking', organizationId } });
      return state(made.body.id, 'checked');
    },
    async run(id: string) {
      expect(await call('POST', `/v1/imports/${id}/runs`)).toMatchObject({ status: 202, body: { id } });
      return state(id, 'done');
    },
    rows: (id: string, outcome: string) => allItems(call, `/v1/imports/${id}/rows?outcome=${outcome}`),
    listings: () => allItems(call, `/v1/listings?organizationId=${organizationId}`),
  };
}

async function allItems(call: Call, url: string): Promise<Body[]> {
  const items: Body[] = [];
  for (let cursor = ''; ;) {
    const { body } = await call('GET', `${url}&limit=100${cursor}`);
    items.push(...body.items);
    if (body.next === null) return items;
    cursor = `&cursor=${body.next}`;
  }
}

(feedsAreHere ? describe : describe.skip)('the family groups of a real feed (360 rows)', () => {
  let staff: Awaited<ReturnType<typeof importer>>;
  beforeAll(async () => (staff = await importer()));

  test('are checked first: nothing is listed, inactive ones are refused', async () => {
    const job = await staff.check(feedText('al-anon'));
    expect(job.counts).toEqual({ total: 360, create: 329, revise: 0, unchanged: 0, refuse: 31, applied: 0, failed: 0 });
    const refused = await staff.rows(job.id, 'refuse');
    expect(refused).toHaveLength(31);
    expect(refused.every(({ problems }) => problems[0]?.rule === 'inactive')).toBe(true);
    const planned = await staff.rows(job.id, 'create');
    expect(planned[0]).toMatchObject({ row: expect.any(Number), name: expect.any(String), outcome: 'create' });
    expect(planned[0]?.notices).toContainEqual(
      expect.objectContaining({ pointer: '/end_time', rule: 'default-duration' }),
    );
    expect(await staff.listings()).toEqual([]);
  }, 120_000);

  test('are listed, each with a snapshot under review, a case, and events', async () => {
    const job = await staff.check(feedText('al-anon'));
    const started = performance.now();
    const done = await staff.run(job.id);
    process.stdout.write(`329 rows applied in ${Math.round(performance.now() - started)} ms\n`);
    expect(done.counts).toMatchObject({ create: 329, applied: 329, failed: 0 });
    const listings = await staff.listings();
    expect(listings).toHaveLength(329);
    expect(new Set(listings.map(({ state }) => state))).toEqual(new Set(['in_review']));
    const counted = await app.query<{ type: string; subjects: number }>(
      `SELECT o.type, count(DISTINCT o.subject)::int AS subjects FROM outbox o
       WHERE o.data->>'organizationId' = $1 GROUP BY o.type ORDER BY o.type`,
      [staff.organizationId],
    );
    expect(counted).toEqual([
      { type: 'org.opencircle.case.opened.v1', subjects: 329 },
      { type: 'org.opencircle.listing.submitted.v1', subjects: 329 },
    ]);
  }, 180_000);

  test('keep join links out of content, events and cases, for staff alone', async () => {
    const [listing] = (await staff.listings()).filter(({ content }) => content.modality === 'virtual');
    expect(listing?.privateContent).toBeUndefined();
    const one = await staff.call('GET', `/v1/listings/${listing?.id}`);
    expect(one.body.privateContent?.joinLink).toContain('meet.example.org');
    const leaks = await app.query(
      `SELECT 'content' FROM listing_revision WHERE content::text LIKE '%meet.example.org%'
       UNION ALL SELECT 'event' FROM outbox WHERE data::text LIKE '%meet.example.org%'
       UNION ALL SELECT 'case' FROM moderation_case WHERE checks::text || timeline::text LIKE '%meet.example.org%'
       UNION ALL SELECT 'row' FROM import_row r JOIN import_job j ON j.id = r.import_id
         WHERE j.state = 'done' AND (raw::text || problems::text || notices::text) LIKE '%meet.example.org%'`,
    );
    expect(leaks).toEqual([]);
  });

  test('imported again change nothing', async () => {
    const before = await app.query('SELECT count(*)::int AS n, max(id)::text AS last FROM outbox');
    const job = await staff.check(feedText('al-anon'));
    expect(job.counts).toMatchObject({ create: 0, revise: 0, unchanged: 329, refuse: 31 });
    const done = await staff.run(job.id);
    expect(done.counts).toMatchObject({ applied: 0, failed: 0 });
    expect(await staff.run(job.id)).toEqual(done);
    expect(await app.query('SELECT count(*)::int AS n, max(id)::text AS last FROM outbox')).toEqual(before);
  }, 120_000);

  test('of which one changed make one new snapshot', async () => {
    const rows = feedRows('al-anon');
    const changed = { ...rows[0], time: '07:30', updated: '2026-11-01 00:00:00' };
    const untouched = { ...rows[1], updated: '2026-11-01 00:00:00' };
    const job = await staff.check(JSON.stringify([changed, untouched, ...rows.slice(2)]));
    expect(job.counts).toMatchObject({ create: 0, revise: 1, unchanged: 328 });
    await staff.run(job.id);
    const [revised] = await staff.rows(job.id, 'revise');
    const { body } = await staff.call('GET', `/v1/listings/${revised?.listingId}`);
    expect(body.content.series.firstStart).toMatch(/T07:30$/);
    const states = await app.query(
      'SELECT state, count(*)::int AS n FROM listing_revision WHERE listing_id = $1 GROUP BY state ORDER BY state',
      [revised?.listingId],
    );
    expect(states).toEqual([{ state: 'in_review', n: 1 }, { state: 'withdrawn', n: 1 }]); // prettier-ignore
    const cases = await app.query(
      'SELECT state, decision FROM moderation_case WHERE listing_id = $1 ORDER BY opened_at, id',
      [revised?.listingId],
    );
    expect(cases).toEqual([
      { state: 'decided', decision: 'withdrawn' },
      { state: 'open', decision: null },
    ]);
  }, 120_000);
});

test('rows of any other kind are refused one by one, with field and rule, and lose no other row', async () => {
  const staff = await importer();
  const feed = [
    row(),
    row({ slug: 'a', name: '' }),
    row({ slug: 'b', time: '25:00' }),
    row({ slug: 'c', day: 7 }),
    row({ slug: 'd', day: ['1', 4] }),
    row({ slug: 'e', latitude: '37.3', longitude: '-121.9' }),
    row({ slug: 'f', latitude: 137, timezone: 'America/Los_Angeles' }),
    row({ slug: 'g', types: ['O', 'ZZ'] }),
    row({ slug: 'h', end_time: undefined }),
    row({ slug: 'i', notes: '<b>Bring</b> a cup\u0000 \ud800' }),
    row({ name: 'Second with this slug' }),
    'not an object',
    row({ slug: 'j', latitude: undefined, longitude: undefined }),
  ];
  const job = await staff.check(JSON.stringify(feed));
  expect(job.counts).toMatchObject({ total: 13, create: 7, refuse: 6 });
  const { body } = await staff.call('GET', `/v1/imports/${job.id}/rows`);
  const told = body.items.map(({ row: number, outcome, problems, notices }) => [
    number,
    outcome,
    ...[...problems, ...notices].map(({ pointer, rule }) => `${pointer} ${rule}`),
  ]);
  expect(told).toEqual([
    [1, 'create'],
    [2, 'refuse', '/name required'],
    [3, 'refuse', '/time time'],
    [4, 'refuse', '/day range'],
    [5, 'create'],
    [6, 'create'],
    [7, 'create', '/latitude range'],
    [8, 'create', '/types/1 unknown-type'],
    [9, 'create', '/end_time default-duration'],
    [10, 'create', '/notes html-removed'],
    [11, 'refuse', '/slug duplicate'],
    [12, 'refuse', ' type'],
    [13, 'refuse', '/timezone required'],
  ]);
  expect((await staff.run(job.id)).counts).toMatchObject({ applied: 7, failed: 0 });
});

test('a run that was interrupted goes on after a restart', async () => {
  const staff = await importer();
  const feed = Array.from({ length: 120 }, (_, index) => row({ slug: `s${index}`, name: `Circle ${index}` }));
  const job = await staff.check(JSON.stringify(feed));
  await staff.call('POST', `/v1/imports/${job.id}/runs`);
  await app.restart();
  const done = await eventually(
    async () => (await staff.call('GET', `/v1/imports/${job.id}`)).body,
    ({ state }) => state === 'done',
    60_000,
  );
  expect(done.counts).toMatchObject({ applied: 120, failed: 0 });
  expect(await staff.listings()).toHaveLength(120);
}, 180_000);

test('a row that cannot be applied is set aside, and the others are applied', async () => {
  const staff = await importer();
  const first = await staff.check(JSON.stringify([row({ slug: 'a' }), row({ slug: 'b' })]));
  await staff.run(first.id);
  await app.query("UPDATE listing SET state = 'archived' WHERE organization_id = $1 AND source_key = 'slug:a'", [
    staff.organizationId,
  ]);
  const again = await staff.check(JSON.stringify([row({ slug: 'a', time: '18:00' }), row({ slug: 'b', time: '18:00' })])); // prettier-ignore
  expect((await staff.run(again.id)).counts).toMatchObject({ revise: 2, applied: 1, failed: 1 });
  const [failed] = (await staff.rows(again.id, 'revise')).filter(({ problems }) => problems.length > 0);
  expect(failed?.problems).toEqual([{ pointer: '', rule: 'listing-closed', message: expect.any(String) }]);
});
