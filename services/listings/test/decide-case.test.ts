import { newId } from '@opencircle/contracts';
import { contentWith } from '../src/listing/content.fixture.js';
import type { Call } from './answer.js';
import { listingsApp, type ListingsApp } from './listings-app.js';
import { approval, draftListing, joinLink, publishedListing, submittedListing } from './published-listing.js';

let app: ListingsApp;
let ann: Call & { id: string };
let ben: Call;
beforeAll(async () => {
  app = await listingsApp();
  ann = await app.as({ role: 'moderator' });
  ben = await app.as({ role: 'lead-moderator' });
}, 60_000);
afterAll(() => app.close());

test('a submitted listing waits in the queue, with everything a moderator needs and no join link', async () => {
  const { id, caseId } = await submittedListing(app, { description: 'Call Ann, 408-555-0134, for the door code.' });
  const { status, body } = await ann('GET', `/v1/cases/${caseId}`);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    kind: 'revision',
    state: 'open',
    listingId: id,
    listingName: 'River Street Circle',
    openedAt: '2026-11-23T08:00:00.000Z',
    dueAt: '2026-11-26T08:00:00.000Z',
    checks: expect.arrayContaining([expect.objectContaining({ code: 'personal-data', severity: 'warning' })]),
    revision: { content: { name: 'River Street Circle' }, joinable: true },
    published: null,
    timeline: [{ what: 'opened' }],
  });
  expect(body.nextSessions).toHaveLength(5);
  expect(body.nextSessions[0]).toEqual({
    start: '2026-11-25T03:00:00.000Z',
    end: '2026-11-25T04:30:00.000Z',
    zone: 'America/Los_Angeles',
  });
  expect(JSON.stringify(body)).not.toContain(joinLink);
  expect((await app.outbox(id)).map(({ type, version }) => [type, version])).toEqual([
    ['org.opencircle.listing.submitted.v1', 1],
  ]);
  expect((await app.outbox(caseId)).map(({ type, version }) => [type, version])).toEqual([
    ['org.opencircle.case.opened.v1', 1],
  ]);
});

test('approved, it is published with its public content', async () => {
  const venue = { ...contentWith().venue, publicity: 'area' } as ReturnType<typeof contentWith>['venue'];
  const { id, caseId, staff, organizationId } = await submittedListing(app, { venue });
  const decided = await ann('POST', `/v1/cases/${caseId}/decisions`, { ...approval, note: 'Welcome.' });
  expect(decided).toMatchObject({ status: 201, body: { state: 'decided', decision: 'approved' } });
  expect(decided.body.timeline.at(-1)).toMatchObject({ what: 'approved', by: ann.id, note: 'Welcome.' });
  expect(await staff('GET', `/v1/listings/${id}`)).toMatchObject({
    body: { state: 'published', published: { state: 'approved' }, pending: null },
  });
  const events = await app.outbox(id);
  expect(events.map(({ type, version }) => [type, version])).toEqual([
    ['org.opencircle.listing.submitted.v1', 1],
    ['org.opencircle.listing.published.v1', 2],
  ]);
  expect(events[1]?.data).toMatchObject({
    organizationId,
    content: { name: 'River Street Circle', venue: { street: null, point: { latitude: 37.34, longitude: -121.89 } } },
  });
  expect(JSON.stringify(events)).not.toContain(joinLink);
  expect((await app.outbox(caseId)).at(-1)).toMatchObject({
    type: 'org.opencircle.case.decided.v1',
    data: { decision: 'approved', reasonCode: 'meets-guidelines', decidedBy: ann.id },
  });
  expect(JSON.stringify(await app.outbox(caseId))).not.toContain('Welcome');
});

test.each([
  ['changes-requested', 'description-unclear', 'changes_requested'],
  ['rejected', 'spam', 'rejected'],
])('%s, it is a draft again that can be made better', async (decision, reasonCode, state) => {
  const { id, caseId, staff } = await submittedListing(app);
  await ann('POST', `/v1/cases/${caseId}/decisions`, { decision, reasonCode });
  const { body, headers } = await staff('GET', `/v1/listings/${id}`);
  expect(body).toMatchObject({ state: 'draft', published: null, pending: { state } });
  expect((await app.outbox(id)).at(-1)).toMatchObject({
    type: `org.opencircle.listing.${decision}.v1`,
    data: { reasonCode },
  });
  const better = { content: contentWith({ name: 'A Clearer Circle' }) };
  const edited = await staff('PUT', `/v1/listings/${id}/content`, better, { 'if-match': headers['etag'] });
  expect(edited).toMatchObject({ status: 200, body: { state: 'draft', pending: { state: 'draft' } } });
  const again = await staff('POST', `/v1/listings/${id}/submissions`);
  expect(again).toMatchObject({ status: 201, body: { state: 'in_review', content: { name: 'A Clearer Circle' } } });
});

describe('a claim', () => {
  test('keeps other moderators out until it runs out', async () => {
    const { caseId } = await submittedListing(app);
    const claimed = await ann('POST', `/v1/cases/${caseId}/claims`);
    expect(claimed).toMatchObject({
      status: 201,
      body: { state: 'claimed', claimedBy: ann.id, claimExpiresAt: '2026-11-23T08:30:00.000Z' },
    });
    expect(await ben('POST', `/v1/cases/${caseId}/decisions`, approval)).toMatchObject({
      status: 409,
      body: { code: 'case-claimed', claimExpiresAt: '2026-11-23T08:30:00.000Z' },
    });
    expect((await app.outbox(caseId)).at(-1)).toMatchObject({
      type: 'org.opencircle.case.claimed.v1',
      data: { claimedBy: ann.id },
    });
    app.clock.advance({ minutes: 30 });
    expect((await ann('GET', `/v1/cases/${caseId}`)).body).toMatchObject({ state: 'open' });
    expect(await ben('POST', `/v1/cases/${caseId}/decisions`, approval)).toMatchObject({ status: 201 });
    app.clock.set('2026-11-23T08:00:00Z');
  });
});

test('a case is decided once, by whoever is first', async () => {
  const { id, caseId } = await submittedListing(app);
  const answers = await Promise.all(
    [ann, ben, ann, ben].map((by) => by('POST', `/v1/cases/${caseId}/decisions`, approval)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  expect((await app.outbox(id)).filter(({ type }) => type.includes('published'))).toHaveLength(1);
});

test('the same key decides once and answers alike', async () => {
  const { caseId } = await submittedListing(app);
  const key = { 'idempotency-key': `decide-${caseId}` };
  const first = await ann('POST', `/v1/cases/${caseId}/decisions`, approval, key);
  expect(await ann('POST', `/v1/cases/${caseId}/decisions`, approval, key)).toMatchObject({
    status: 201,
    body: first.body,
  });
});

test.each([
  [{ decision: 'approved', reasonCode: 'spam' }, 422, 'reason-unfit'],
  [{ decision: 'maybe', reasonCode: 'spam' }, 400, 'invalid-request'],
  [{ decision: 'rejected' }, 400, 'invalid-request'],
])('%j is no decision', async (body, status, code) => {
  const { caseId } = await submittedListing(app);
  expect(await ann('POST', `/v1/cases/${caseId}/decisions`, body)).toMatchObject({ status, body: { code } });
});

test('many are decided, each for itself', async () => {
  const [one, two, taken] = await Promise.all([1, 2, 3].map(() => submittedListing(app)));
  const missing = newId<string>();
  await ben('POST', `/v1/cases/${taken?.caseId}/claims`);
  const caseIds = [one?.caseId, taken?.caseId, missing, two?.caseId, one?.caseId];
  const { status, body } = await ann('POST', '/v1/case-decisions', { caseIds, ...approval });
  expect(status).toBe(200);
  const results = new Map<unknown, unknown>(body.results.map((result) => [result.caseId, result]));
  expect(results.get(one?.caseId)).toEqual({ caseId: one?.caseId, outcome: 'decided' });
  expect(results.get(two?.caseId)).toEqual({ caseId: two?.caseId, outcome: 'decided' });
  expect(results.get(taken?.caseId)).toMatchObject({ outcome: 'failed', problem: { code: 'case-claimed' } });
  expect(results.get(missing)).toMatchObject({ outcome: 'failed', problem: { code: 'not-found' } });
  expect(results.size).toBe(4);
  expect((await app.outbox(two?.id)).at(-1)?.type).toBe('org.opencircle.listing.published.v1');
  expect((await app.outbox(taken?.id)).at(-1)?.type).toBe('org.opencircle.listing.submitted.v1');
});

test('a draft has no case, and a snapshot that was replaced can no longer be decided on', async () => {
  const { id } = await draftListing(app);
  expect(await app.query('SELECT 1 FROM moderation_case WHERE listing_id = $1', [id])).toEqual([]);

  const listing = await submittedListing(app);
  const edit = { content: contentWith({ name: 'Newer Circle' }) };
  const edited = await listing.staff('PUT', `/v1/listings/${listing.id}/content`, edit, { 'if-match': listing.etag });
  expect(edited).toMatchObject({ status: 200, body: { state: 'in_review', pending: { state: 'in_review' } } });
  expect(await ann('POST', `/v1/cases/${listing.caseId}/decisions`, approval)).toMatchObject({
    status: 409,
    body: { code: 'case-decided' },
  });
});

test('an edit of what is published leaves it as it is until it is approved', async () => {
  const { id, staff, etag } = await publishedListing(app, ann);
  const edit = { content: contentWith({ name: 'Renamed Circle' }) };
  await staff('PUT', `/v1/listings/${id}/content`, edit, { 'if-match': etag });
  const { body: queue } = await ann('GET', '/v1/cases?state=open&kind=revision&limit=100');
  const waiting = queue.items.find(({ listingId }: { listingId: string }) => listingId === id);
  const { body } = await ann('GET', `/v1/cases/${waiting?.id}`);
  expect(body).toMatchObject({
    revision: { content: { name: 'Renamed Circle' }, joinable: true },
    published: { name: 'River Street Circle' },
  });
  await ann('POST', `/v1/cases/${waiting?.id}/decisions`, approval);
  const events = await app.outbox(id);
  expect(events.map(({ version }) => version)).toEqual([1, 2, 3, 4]);
  expect(events.at(-1)?.data).toMatchObject({ content: { name: 'Renamed Circle' } });
});
