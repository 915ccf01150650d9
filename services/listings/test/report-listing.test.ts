import {
  newId,
  organizationRegistered,
  organizationRenamed,
  type CloudEvent,
  type ListingId,
} from '@opencircle/contracts';
import { EventContext } from '@opencircle/messaging';
import { asSystem } from '@opencircle/persistence';
import { OnOrganizationRenamed } from '../src/organization/on-organization-renamed.js';
import { OnOrganizationRegistered } from '../src/organization/on-organization-registered.js';
import type { Call } from './answer.js';
import { listingsApp, type ListingsApp } from './listings-app.js';
import { approval, publishedListing, submittedListing } from './published-listing.js';

let app: ListingsApp;
let moderator: Call;
beforeAll(async () => {
  app = await listingsApp();
  moderator = await app.as({ role: 'moderator' });
}, 60_000);
afterAll(() => app.close());

test('anybody may report a published listing, and a moderator sees why', async () => {
  const { id, organizationId } = await publishedListing(app, moderator);
  const report = { listingId: id, reason: 'not-held', note: 'The door was locked.' };
  expect(await app.anonymous('POST', '/v1/reports', report)).toMatchObject({ status: 201 });
  const { body: queue } = await moderator('GET', '/v1/cases?kind=report&state=open&sort=openedAt');
  expect(queue).toMatchObject({ total: 1, items: [{ kind: 'report', listingId: id, organizationId }] });
  const caseId = queue.items[0]?.id ?? '';
  const { body } = await moderator('GET', `/v1/cases/${caseId}`);
  expect(body).toMatchObject({
    report: { reason: 'not-held', note: 'The door was locked.' },
    revision: { content: { name: 'River Street Circle' } },
  });
  const events = await app.outbox(caseId);
  expect(events).toMatchObject([{ type: 'org.opencircle.case.opened.v1', data: { kind: 'report' } }]);
  expect(JSON.stringify(events)).not.toContain('door');

  const together = await moderator('POST', '/v1/case-decisions', { caseIds: [caseId], ...approval });
  expect(together.body.results).toMatchObject([{ outcome: 'failed', problem: { code: 'decided-one-by-one' } }]);
  expect((await moderator('GET', `/v1/cases/${caseId}`)).body).toMatchObject({ state: 'open' });

  const rejected = { decision: 'rejected', reasonCode: 'unsafe' };
  expect(await moderator('POST', `/v1/cases/${caseId}/decisions`, rejected)).toMatchObject({
    status: 422,
    body: { code: 'decision-not-offered' },
  });
  expect(await moderator('POST', `/v1/cases/${caseId}/decisions`, approval)).toMatchObject({ status: 201 });
  expect((await app.outbox(id)).map(({ type }) => type)).toEqual([
    'org.opencircle.listing.submitted.v1',
    'org.opencircle.listing.published.v1',
  ]);
});

test('what the public cannot see cannot be reported', async () => {
  const { id } = await submittedListing(app);
  for (const listingId of [id, newId<ListingId>()]) {
    expect(await app.anonymous('POST', '/v1/reports', { listingId, reason: 'spam' })).toMatchObject({ status: 404 });
  }
});

test.each([
  [{ reason: 'dislike' }, '/reason'],
  [{ reason: 'spam', note: '' }, '/note'],
  [{ reason: 'spam', note: 'x'.repeat(2001) }, '/note'],
  [{ reason: 'spam', note: 'a\u0000b' }, '/note'],
  [{ reason: 'spam', email: 'a@b.co' }, '/email'],
])('%j is refused', async (body, pointer) => {
  const answer = await app.anonymous('POST', '/v1/reports', { listingId: newId<ListingId>(), ...body });
  expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
});

test('a case names the organization once its event has come', async () => {
  const { caseId, organizationId } = await submittedListing(app);
  expect((await moderator('GET', `/v1/cases/${caseId}`)).body.organizationName).toBeNull();
  const handler = app.get(OnOrganizationRegistered);
  for (const name of ['Riverside', 'Riverside Family Groups']) {
    const told = { ...(organizationRegistered.sample as object), organizationId, name };
    const data = organizationRegistered.schema.parse(told);
    await asSystem(() => app.tx().run((db) => handler.run(data, new EventContext(db, {} as CloudEvent))));
  }
  expect((await moderator('GET', `/v1/cases/${caseId}`)).body.organizationName).toBe('Riverside Family Groups');
  const renamed = organizationRenamed.schema.parse({
    ...(organizationRenamed.sample as object),
    organizationId,
    name: 'Riverside Circles',
  });
  await asSystem(() =>
    app.tx().run((db) => app.get(OnOrganizationRenamed).run(renamed, new EventContext(db, {} as CloudEvent))),
  );
  expect((await moderator('GET', `/v1/cases/${caseId}`)).body.organizationName).toBe('Riverside Circles');
});

test('one client reports ten times in ten minutes, whichever process it asks, and another still may', async () => {
  const report = { listingId: newId<ListingId>(), reason: 'spam' };
  const ask = (address: string) => app.anonymous('POST', '/v1/reports', report, { 'x-forwarded-for': address });
  for (let n = 0; n < 10; n++) expect(await ask('198.51.100.41')).toMatchObject({ status: 404 });
  const refused = { status: 429, body: { code: 'too-many-requests' } };
  expect(await ask('198.51.100.41')).toMatchObject(refused);
  await app.restart();
  const later = await ask('198.51.100.41');
  expect(later).toMatchObject(refused);
  expect(Number(later.headers['retry-after'])).toBeGreaterThan(0);
  expect(await ask('198.51.100.42')).toMatchObject({ status: 404 });
});

test('a signed-in person is counted wherever they are', async () => {
  const person = await app.as();
  const report = { listingId: newId<ListingId>(), reason: 'spam' };
  const statuses: number[] = [];
  for (let n = 0; n < 11; n++) {
    const from = { 'x-forwarded-for': `198.51.100.${60 + n}` };
    statuses.push((await person('POST', '/v1/reports', report, from)).status);
  }
  expect([statuses.filter((status) => status === 404).length, statuses.at(-1)]).toEqual([10, 429]);
});
