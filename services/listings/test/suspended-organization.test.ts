import { newId, type OrganizationId } from '@opencircle/contracts';
import { contentWith } from '../src/listing/content.fixture.js';
import type { Answer, Call } from './answer.js';
import { defaults, row } from './feeds.js';
import { eventually, listingsApp, managerOf, type ListingsApp } from './listings-app.js';
import { organizationEvents } from './organization-events.js';
import { approval, draftListing, publishedListing, submittedListing } from './published-listing.js';

let app: ListingsApp;
let moderator: Call;
beforeAll(async () => {
  app = await listingsApp();
  moderator = await app.as({ role: 'moderator' });
}, 60_000);
afterAll(() => app.close());

const { registered, suspended, verified } = organizationEvents(() => app);
const told = { status: 403, body: { code: 'organization-suspended' } };

/** An organization that membership has told of. */
async function suspend(organizationId: OrganizationId): Promise<void> {
  await registered({ organizationId, parentId: null });
  await suspended(organizationId);
}

/** A checked import of one group. */
async function checkedImport(organizationId: OrganizationId, staff: Call): Promise<string> {
  const feed = JSON.stringify([row()]);
  const { body } = await staff('POST', '/v1/imports', { organizationId, fileName: 'feed.json', feed, defaults });
  await importState(staff, body.id, 'checked');
  return body.id;
}

const importState = (staff: Call, id: string, state: string) =>
  eventually(async () => (await staff('GET', `/v1/imports/${id}`)).body, (one) => one.state === state); // prettier-ignore

test('its staff read what they have, bring nothing new and change nothing, and are told why', async () => {
  const { organizationId, staff, id, etag } = await draftListing(app);
  const importId = await checkedImport(organizationId, staff);
  await suspend(organizationId);
  const content = contentWith();
  const asks: (() => Promise<Answer>)[] = [
    () => staff('POST', '/v1/listings', { organizationId, content }),
    () => staff('PUT', `/v1/listings/${id}/content`, { content }, { 'if-match': etag }),
    () => staff('POST', `/v1/listings/${id}/submissions`),
    () => staff('POST', '/v1/imports', { organizationId, fileName: 'f', feed: '[]', defaults }),
    () => staff('POST', `/v1/imports/${importId}/runs`),
  ];
  for (const ask of asks) expect(await ask()).toMatchObject(told);
  const read = await staff('GET', `/v1/listings/${id}`);
  expect(read).toMatchObject({ status: 200, body: { state: 'draft', organizationState: 'suspended' } });
  expect(read.body.privateContent).toBeDefined();
  expect((await staff('GET', '/v1/listings')).body.total).toBe(1);
  expect((await staff('GET', `/v1/imports/${importId}/rows`)).body.items).toHaveLength(1);
  const imported = { state: 'checked', organizationState: 'suspended' };
  expect((await staff('GET', `/v1/imports/${importId}`)).body).toMatchObject(imported);
  expect((await staff('GET', '/v1/imports')).body.items).toMatchObject([imported]);

  await verified(organizationId);
  expect((await staff('POST', `/v1/listings/${id}/submissions`)).status).toBe(201);
  expect((await staff('POST', `/v1/imports/${importId}/runs`)).status).toBe(202);
});

test('strangers learn nothing of the suspension', async () => {
  const { organizationId, id } = await draftListing(app);
  await suspend(organizationId);
  const stranger = await app.as(managerOf(newId<OrganizationId>()));
  const submission = await stranger('POST', `/v1/listings/${id}/submissions`);
  expect(submission).toMatchObject({ status: 404, body: { code: 'not-found' } });
  const listing = await stranger('POST', '/v1/listings', { organizationId, content: contentWith() });
  expect(listing).toMatchObject({ status: 403, body: { code: 'forbidden' } });
});

test('a moderator sends its snapshots back, and approves none until it is verified again', async () => {
  const { organizationId, id, caseId, staff } = await submittedListing(app);
  await suspend(organizationId);
  expect((await moderator('GET', `/v1/cases/${caseId}`)).body).toMatchObject({ organizationState: 'suspended' });
  expect(await moderator('POST', `/v1/cases/${caseId}/decisions`, approval)).toMatchObject(told);
  const { results } = (await moderator('POST', '/v1/case-decisions', { caseIds: [caseId], ...approval })).body;
  expect(results).toMatchObject([{ outcome: 'failed', problem: { code: 'organization-suspended' } }]);
  expect((await staff('GET', `/v1/listings/${id}`)).body.state).toBe('in_review');
  await verified(organizationId);
  expect((await moderator('POST', `/v1/cases/${caseId}/decisions`, approval)).status).toBe(201);
  expect((await staff('GET', `/v1/listings/${id}`)).body.state).toBe('published');

  const other = await submittedListing(app);
  await suspend(other.organizationId);
  const back = { decision: 'changes-requested', reasonCode: 'description-unclear' };
  expect((await moderator('POST', `/v1/cases/${other.caseId}/decisions`, back)).status).toBe(201);
});

test('a report that came before is closed; nobody reports what nobody finds', async () => {
  const { organizationId, id } = await publishedListing(app, moderator);
  const report = (listingId: string) => app.anonymous('POST', '/v1/reports', { listingId, reason: 'spam' });
  expect((await report(id)).status).toBe(201);
  await suspend(organizationId);
  const [hidden, unknown] = [await report(id), await report(newId<string>())];
  expect([hidden.status, hidden.body.code]).toEqual([404, unknown.body.code]);
  const [open] = await app.query<{ id: string }>(
    "SELECT id FROM moderation_case WHERE listing_id = $1 AND kind = 'report'",
    [id],
  );
  expect((await moderator('POST', `/v1/cases/${open?.id}/decisions`, approval)).status).toBe(201);
});

test('events that are read again open nothing in between', async () => {
  const organizationId = newId<OrganizationId>();
  const staff = await app.as(managerOf(organizationId));
  const create = () => staff('POST', '/v1/listings', { organizationId, content: contentWith() });
  await registered({ organizationId, parentId: null });
  await verified(organizationId, 2);
  await suspended(organizationId, 3);
  for (const again of [() => registered({ organizationId, parentId: null }), () => verified(organizationId, 2)]) {
    await again();
    expect(await create()).toMatchObject(told);
  }
  await suspended(organizationId, 3);
  await verified(organizationId, 4);
  expect((await create()).status).toBe(201);
});

test('it binds that organization alone: not those below it, whoever acts for them', async () => {
  const [parentId, organizationId] = [newId<OrganizationId>(), newId<OrganizationId>()];
  await suspend(parentId);
  await registered({ organizationId, parentId });
  for (const who of [organizationId, parentId]) {
    const staff = await app.as(managerOf(who));
    expect((await staff('POST', '/v1/listings', { organizationId, content: contentWith() })).status).toBe(201);
  }
});
