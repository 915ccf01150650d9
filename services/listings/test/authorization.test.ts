import type { RoleGrant } from '@opencircle/auth';
import { newId, type ListingId, type OrganizationId } from '@opencircle/contracts';
import { contentWith } from '../src/listing/content.fixture.js';
import { defaults } from './feeds.js';
import type { Call } from './answer.js';
import { listingsApp, managerOf, type ListingsApp } from './listings-app.js';
import { approval, submittedListing } from './published-listing.js';

const actors = ['anonymous', 'own', 'owner', 'facilitator', 'other', 'moderator', 'ops'] as const;
type Who = (typeof actors)[number];
type Route = (by: Call) => ReturnType<Call>;

let app: ListingsApp;
let listing: Awaited<ReturnType<typeof submittedListing>>;
let importId: string;
const calls = {} as Record<Who, Call>;

beforeAll(async () => {
  app = await listingsApp();
  listing = await submittedListing(app);
  const { organizationId } = listing;
  const grants: Record<Exclude<Who, 'anonymous'>, RoleGrant> = {
    own: managerOf(organizationId),
    owner: { role: 'owner', organizationId },
    facilitator: { role: 'facilitator', organizationId, listingIds: [listing.id as ListingId] },
    other: managerOf(newId<OrganizationId>()),
    moderator: { role: 'moderator' },
    ops: { role: 'ops' },
  };
  calls.anonymous = app.anonymous;
  for (const [who, grant] of Object.entries(grants)) calls[who as Who] = await app.as(grant);
  const { body } = await calls.own('POST', '/v1/imports', { organizationId, fileName: 'f', feed: '[]', defaults });
  importId = body.id;
}, 60_000);
afterAll(() => app.close());

const ok = 'ok';
/** Every route and every kind of caller; a status, or `ok` for anything that is not a refusal. */
const table: [string, Route, Record<Who, number | 'ok'>][] = [
  ['read a listing', (by) => by('GET', `/v1/listings/${listing.id}`), { anonymous: 401, own: ok, owner: ok, facilitator: ok, other: 404, moderator: ok, ops: 403 }],
  ['edit a listing', (by) => by('PUT', `/v1/listings/${listing.id}/content`, { content: contentWith() }, { 'if-match': '"999"' }), { anonymous: 401, own: ok, owner: ok, facilitator: 403, other: 404, moderator: 403, ops: 403 }],
  ['submit a listing', (by) => by('POST', `/v1/listings/${listing.id}/submissions`), { anonymous: 401, own: ok, owner: ok, facilitator: 403, other: 404, moderator: 403, ops: 403 }],
  ['create a listing', (by) => by('POST', '/v1/listings', { organizationId: listing.organizationId, content: contentWith() }), { anonymous: 401, own: ok, owner: ok, facilitator: 403, other: 403, moderator: 403, ops: 403 }],
  ['list listings', (by) => by('GET', '/v1/listings'), { anonymous: 401, own: ok, owner: ok, facilitator: ok, other: ok, moderator: ok, ops: 403 }],
  ['create an import', (by) => by('POST', '/v1/imports', { organizationId: listing.organizationId, fileName: 'f', feed: '[]', defaults }), { anonymous: 401, own: ok, owner: ok, facilitator: 403, other: 403, moderator: 403, ops: 403 }],
  ['read an import', (by) => by('GET', `/v1/imports/${importId}`), { anonymous: 401, own: ok, owner: ok, facilitator: 403, other: 404, moderator: 403, ops: 403 }],
  ['read its rows', (by) => by('GET', `/v1/imports/${importId}/rows`), { anonymous: 401, own: ok, owner: ok, facilitator: 403, other: 404, moderator: 403, ops: 403 }],
  ['list imports', (by) => by('GET', `/v1/imports?organizationId=${listing.organizationId}`), { anonymous: 401, own: ok, owner: ok, facilitator: 403, other: 403, moderator: 403, ops: 403 }],
  ['run an import', (by) => by('POST', `/v1/imports/${importId}/runs`), { anonymous: 401, own: ok, owner: ok, facilitator: 403, other: 404, moderator: 403, ops: 403 }],
  ['list cases', (by) => by('GET', '/v1/cases'), { anonymous: 401, own: 403, owner: 403, facilitator: 403, other: 403, moderator: ok, ops: 403 }],
  ['read a case', (by) => by('GET', `/v1/cases/${listing.caseId}`), { anonymous: 401, own: 403, owner: 403, facilitator: 403, other: 403, moderator: ok, ops: 403 }],
  ['claim a case', (by) => by('POST', `/v1/cases/${listing.caseId}/claims`), { anonymous: 401, own: 403, owner: 403, facilitator: 403, other: 403, moderator: ok, ops: 403 }],
  ['decide many', (by) => by('POST', '/v1/case-decisions', { caseIds: [newId<string>()], ...approval }), { anonymous: 401, own: 403, owner: 403, facilitator: 403, other: 403, moderator: ok, ops: 403 }],
  ['decide a case', (by) => by('POST', `/v1/cases/${listing.caseId}/decisions`, approval), { anonymous: 401, own: 403, owner: 403, facilitator: 403, other: 403, moderator: ok, ops: 403 }],
  ['report a listing', (by) => by('POST', '/v1/reports', { listingId: newId<ListingId>(), reason: 'spam' }), { anonymous: ok, own: ok, owner: ok, facilitator: ok, other: ok, moderator: ok, ops: ok }],
]; // prettier-ignore

test.each(table.flatMap(([name, route, row]) => actors.map((who) => [name, who, row[who], route] as const)))(
  '%s as %s: %s',
  async (_, who, expected, route) => {
    const { status } = await route(calls[who]);
    expect(status).toBeLessThan(500);
    if (expected === ok) expect([401, 403]).not.toContain(status);
    else expect(status).toBe(expected);
  },
);

test('a list shows only what the roles reach', async () => {
  const ids = async (by: Call): Promise<string[]> =>
    (await by('GET', '/v1/listings?limit=100')).body.items.map(({ id }: { id: string }) => id);
  expect(await ids(calls.own)).toContain(listing.id);
  expect(await ids(calls.facilitator)).toEqual([listing.id]);
  expect(await ids(calls.other)).toEqual([]);
  expect(await ids(calls.moderator)).toContain(listing.id);
});

test('only those who may edit see the join link', async () => {
  const shown = async (by: Call): Promise<unknown> =>
    (await by('GET', `/v1/listings/${listing.id}`)).body.privateContent;
  expect(await shown(calls.own)).toBeDefined();
  expect(await shown(calls.facilitator)).toBeUndefined();
  expect(await shown(calls.moderator)).toBeUndefined();
});
