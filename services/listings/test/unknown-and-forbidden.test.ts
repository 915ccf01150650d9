import type { RoleGrant } from '@opencircle/auth';
import { newId, type ListingId, type OrganizationId } from '@opencircle/contracts';
import { contentWith } from '../src/listing/content.fixture.js';
import type { Call } from './answer.js';
import { defaults } from './feeds.js';
import { listingsApp, managerOf, type ListingsApp } from './listings-app.js';
import { approval, submittedListing } from './published-listing.js';

let app: ListingsApp;
let listing: Awaited<ReturnType<typeof submittedListing>>;
let importId: string;
let stranger: Call;

beforeAll(async () => {
  app = await listingsApp();
  listing = await submittedListing(app);
  const { organizationId } = listing;
  const own = await app.as(managerOf(organizationId));
  importId = (await own('POST', '/v1/imports', { organizationId, fileName: 'f', feed: '[]', defaults })).body.id;
  stranger = await app.as(managerOf(newId<OrganizationId>()));
}, 60_000);
afterAll(() => app.close());

/** An answer without what differs from request to request. */
async function told(asked: ReturnType<Call>): Promise<object> {
  const { status, body } = await asked;
  return { status, ...body, requestId: undefined };
}

const edit = { content: contentWith() };

test.each<[string, (by: Call, id: string) => ReturnType<Call>, () => string]>([
  ['reading a listing', (by, id) => by('GET', `/v1/listings/${id}`), () => listing.id],
  ['editing it', (by, id) => by('PUT', `/v1/listings/${id}/content`, edit, { 'if-match': '"1"' }), () => listing.id],
  ['submitting it', (by, id) => by('POST', `/v1/listings/${id}/submissions`), () => listing.id],
  ['reading an import', (by, id) => by('GET', `/v1/imports/${id}`), () => importId],
  ['reading its rows', (by, id) => by('GET', `/v1/imports/${id}/rows`), () => importId],
  ['running it', (by, id) => by('POST', `/v1/imports/${id}/runs`), () => importId],
])('%s answers a stranger as if it did not exist', async (_, ask, id) => {
  const theirs = await told(ask(stranger, id()));
  expect(theirs).toEqual(await told(ask(stranger, newId<string>())));
  expect(theirs).toMatchObject({ status: 404, code: 'not-found' });
});

test('a public report of what is not public answers as of what does not exist', async () => {
  const report = (listingId: string) => told(app.anonymous('POST', '/v1/reports', { listingId, reason: 'spam' }));
  const draft = await report(listing.id);
  expect(draft).toEqual(await report(newId<string>()));
  expect(draft).toMatchObject({ status: 404 });
});

test('lists and counts tell a stranger nothing, whatever they filter by', async () => {
  const own = `organizationId=${listing.organizationId}`;
  for (const query of ['', `?${own}`, '?state=in_review', `?${own}&limit=1`]) {
    expect((await stranger('GET', `/v1/listings${query}`)).body).toEqual({ items: [], next: null, total: 0 });
  }
  expect((await stranger('GET', '/v1/imports')).body).toEqual({ items: [], next: null, total: 0 });
  const foreign = await told(stranger('GET', `/v1/imports?${own}`));
  expect(foreign).toEqual(await told(stranger('GET', `/v1/imports?organizationId=${newId<string>()}`)));
});

test('a facilitator whose grant names a group of another organization does not see it', async () => {
  const organizationId = newId<OrganizationId>();
  const misled = await app.as({ role: 'facilitator', organizationId, listingIds: [listing.id as ListingId] });
  expect((await misled('GET', '/v1/listings')).body).toMatchObject({ items: [], total: 0 });
  expect((await misled('GET', `/v1/listings/${listing.id}`)).status).toBe(404);
});

test('who may read but not write is told that it is forbidden, since it is no secret to them', async () => {
  const { id, organizationId } = listing;
  const facilitator: RoleGrant = { role: 'facilitator', organizationId, listingIds: [id as ListingId] };
  const both = await app.as(facilitator, managerOf(newId<OrganizationId>()));
  expect((await both('POST', `/v1/listings/${id}/submissions`)).status).toBe(403);
});

describe('a moderator for a region or an organization', () => {
  const inside: [string, () => RoleGrant][] = [
    ['the state', () => ({ role: 'moderator', regions: ['US-CA'] })],
    ['the country', () => ({ role: 'moderator', regions: ['IE', 'US'] })],
    ['the organization', () => ({ role: 'moderator', organizationIds: [listing.organizationId] })],
  ];
  const outside: [string, RoleGrant][] = [
    ['another state', { role: 'moderator', regions: ['US-TX'] }],
    ['another organization', { role: 'moderator', regions: [], organizationIds: [newId<OrganizationId>()] }],
  ];

  test.each(inside)('of %s has its cases', async (_, grant) => {
    const by = await app.as(grant());
    const queue = (await by('GET', '/v1/cases')).body;
    expect([queue.total, queue.items.map(({ id }) => id)]).toEqual([1, [listing.caseId]]);
    expect((await by('GET', `/v1/cases/${listing.caseId}`)).status).toBe(200);
    expect((await by('GET', '/v1/listings')).body.total).toBe(1);
  });

  test.each(outside)('of %s does not, and cannot tell that they are there', async (_, grant) => {
    const by = await app.as(grant);
    expect((await by('GET', '/v1/cases')).body).toEqual({ items: [], next: null, total: 0 });
    expect((await by('GET', '/v1/listings')).body).toEqual({ items: [], next: null, total: 0 });
    const asks: ((id: string) => ReturnType<Call>)[] = [
      (id) => by('GET', `/v1/cases/${id}`),
      (id) => by('POST', `/v1/cases/${id}/claims`),
      (id) => by('POST', `/v1/cases/${id}/decisions`, approval),
    ];
    for (const ask of asks) {
      const theirs = await told(ask(listing.caseId));
      expect(theirs).toEqual(await told(ask(newId<string>())));
      expect(theirs).toMatchObject({ status: 404 });
    }
    const caseIds = [listing.caseId, newId<string>()];
    const { results } = (await by('POST', '/v1/case-decisions', { caseIds, ...approval })).body;
    expect(results.map((one) => ({ ...one, caseId: undefined }))[0]).toEqual({ ...results[1], caseId: undefined });
  });

  test('a listing that moves to another region takes its case along', async () => {
    const [here, there] = [
      await app.as({ role: 'moderator', regions: ['US-CA'] }),
      await app.as({ role: 'moderator', regions: ['US-NV'] }),
    ];
    await app.query(`UPDATE listing SET region = 'US-NV' WHERE id = $1`, [listing.id]);
    expect((await here('GET', '/v1/cases')).body.total).toBe(0);
    expect((await there('GET', '/v1/cases')).body.total).toBe(1);
    await app.query(`UPDATE listing SET region = 'US-CA' WHERE id = $1`, [listing.id]);
  });
});
