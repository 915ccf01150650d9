import { newId, type ListingId, type OrganizationId } from '@opencircle/contracts';
import { contentWith } from '../src/listing/content.fixture.js';
import { listingsApp, managerOf, type ListingsApp } from './listings-app.js';
import { draftListing, joinLink, submittedListing } from './published-listing.js';

let app: ListingsApp;
beforeAll(async () => (app = await listingsApp()), 60_000);
afterAll(() => app.close());

const edit = { content: contentWith({ name: 'Quiet Circle' }) };

describe('an edit', () => {
  test('without If-Match is refused', async () => {
    const { id, staff } = await draftListing(app);
    expect(await staff('PUT', `/v1/listings/${id}/content`, edit)).toMatchObject({ status: 428 });
  });

  test('of a version that somebody else has changed is refused', async () => {
    const { id, staff, etag } = await draftListing(app);
    const first = await staff('PUT', `/v1/listings/${id}/content`, edit, { 'if-match': etag });
    expect(first).toMatchObject({ status: 200, body: { content: { name: 'Quiet Circle' } } });
    expect(first.headers['etag']).not.toBe(etag);
    const second = await staff('PUT', `/v1/listings/${id}/content`, edit, { 'if-match': etag });
    expect(second).toMatchObject({ status: 412, body: { code: 'stale-version' } });
    expect(await staff('PUT', `/v1/listings/${id}/content`, edit, { 'if-match': '*' })).toMatchObject({ status: 412 });
  });

  test('by two at once is made by one', async () => {
    const { id, staff, etag } = await draftListing(app);
    const edits = ['A circle', 'B circle', 'C circle'].map((name) => {
      return staff('PUT', `/v1/listings/${id}/content`, { content: contentWith({ name }) }, { 'if-match': etag });
    });
    expect((await Promise.all(edits)).map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });

  test('that says nothing of the join link leaves it as it is', async () => {
    const { id, staff, etag } = await draftListing(app);
    const { body } = await staff('PUT', `/v1/listings/${id}/content`, edit, { 'if-match': etag });
    expect(body.privateContent?.joinLink).toBe(joinLink);
  });

  test('of an archived listing is refused', async () => {
    const { id, staff, etag } = await draftListing(app);
    await app.query("UPDATE listing SET state = 'archived' WHERE id = $1", [id]);
    expect(await staff('PUT', `/v1/listings/${id}/content`, edit, { 'if-match': etag })).toMatchObject({
      status: 409,
      body: { code: 'listing-closed' },
    });
  });
});

test('a draft is submitted once', async () => {
  const { id, staff } = await submittedListing(app);
  expect(await staff('POST', `/v1/listings/${id}/submissions`)).toMatchObject({
    status: 409,
    body: { code: 'nothing-to-submit' },
  });
});

test('a join link inside public content is refused, not stored', async () => {
  const organizationId = newId<OrganizationId>();
  const staff = await app.as(managerOf(organizationId));
  const content = { ...contentWith(), joinLink };
  expect(await staff('POST', '/v1/listings', { organizationId, content })).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '/content/joinLink', rule: 'unknown-field' }] },
  });
});

test('the same key makes one listing', async () => {
  const organizationId = newId<OrganizationId>();
  const staff = await app.as(managerOf(organizationId));
  const body = { organizationId, content: contentWith() };
  const made = await Promise.all(
    [1, 2, 3].map(() => staff('POST', '/v1/listings', body, { 'idempotency-key': 'one' })),
  );
  expect(new Set(made.map((answer) => answer.body.id)).size).toBe(1);
});

test('a list is read in pages without repeats', async () => {
  const organizationId = newId<OrganizationId>();
  const staff = await app.as(managerOf(organizationId));
  for (let index = 0; index < 7; index++) {
    await staff('POST', '/v1/listings', { organizationId, content: contentWith({ name: `Circle ${index}` }) });
  }
  const names: string[] = [];
  for (let cursor = ''; ;) {
    const { body } = await staff('GET', `/v1/listings?state=draft&limit=3${cursor}`);
    expect(body.total).toBe(7);
    names.push(...body.items.map(({ content }) => content.name));
    if (body.next === null) break;
    cursor = `&cursor=${body.next}`;
  }
  expect(names).toHaveLength(7);
  expect(new Set(names).size).toBe(7);
});

const cursorIn = (key: unknown[]) => Buffer.from(JSON.stringify(key)).toString('base64url');

test.each(['nonsense', 'WyJhIiwiYiJd', cursorIn([1]), cursorIn(['0000-01-01T00:00:00Z', newId()])])('the cursor %s is refused', async (cursor) => {
  const staff = await app.as(managerOf(newId<OrganizationId>()));
  for (const list of ['listings', 'imports']) {
    expect(await staff('GET', `/v1/${list}?cursor=${cursor}`)).toMatchObject({
      status: 400,
      body: { code: 'bad-cursor' },
    });
  }
}); // prettier-ignore

test('what is not there is not there', async () => {
  const moderator = await app.as({ role: 'moderator' });
  expect(await moderator('GET', `/v1/listings/${newId<ListingId>()}`)).toMatchObject({ status: 404 });
  expect(await moderator('GET', '/v1/listings/nothing')).toMatchObject({ status: 400 });
});
