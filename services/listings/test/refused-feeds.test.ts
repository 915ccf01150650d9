import { newId, type OrganizationId } from '@opencircle/contracts';
import { defaults, feedsAreHere, feedText, row } from './feeds.js';
import type { Call } from './answer.js';
import { eventually, listingsApp, managerOf, type ListingsApp } from './listings-app.js';

let app: ListingsApp;
let call: Call;
const organizationId = newId<OrganizationId>();
beforeAll(async () => {
  app = await listingsApp();
  call = await app.as(managerOf(organizationId));
}, 60_000);
afterAll(() => app.close());

function post(feed: string, more: object = {}, headers: object = {}) {
  const body = { organizationId, fileName: 'feed.json', feed, defaults, ...more };
  return call('POST', '/v1/imports', body, headers);
}

test.each([
  ['an HTML page', '<!doctype html><html><body>Sign in</body></html>', 'feed-is-html'],
  ['a truncated file', JSON.stringify([row(), row({ slug: 'b' })]).slice(0, -40), 'feed-not-json'],
  ['an empty file', '', 'feed-not-json'],
  ['CSV', 'name,day\nCircle,2\n', 'feed-not-json'],
  ['an object', '{"meetings": []}', 'feed-not-a-list'],
  ['a number', '7', 'feed-not-a-list'],
  ['nothing but depth', '['.repeat(200_000), 'feed-not-json'],
  ['too many rows', `[${'1,'.repeat(20_000)}1]`, 'feed-too-long'],
])('%s is one clear error', async (_, feed, code) => {
  const { status, body, headers } = await post(feed);
  expect(headers['content-type']).toContain('application/problem+json');
  expect({ status, code: body.code, errors: body.errors }).toEqual({
    status: 422,
    code,
    errors: [{ pointer: '/feed', rule: code, detail: body.detail }],
  });
});

(feedsAreHere ? test : test.skip)('the feed that is broken on purpose', async () => {
  expect(await post(feedText('invalid'))).toMatchObject({ status: 422, body: { code: 'feed-not-json' } });
});

(feedsAreHere ? test : test.skip)('its rows, once it is mended', async () => {
  const { body } = await post(feedText('invalid').replace('invalid text', ''), {
    defaults: { ...defaults, zone: 'America/Los_Angeles' },
  });
  const job = await eventually(async () => (await call('GET', `/v1/imports/${body.id}`)).body, ({ state }) => state === 'checked'); // prettier-ignore
  expect(job.counts).toMatchObject({ total: 8, create: 5, refuse: 3 });
});

test('a byte order mark and an empty list are fine', async () => {
  const { status, body } = await post('\uFEFF []');
  expect(status).toBe(201);
  const job = await eventually(async () => (await call('GET', `/v1/imports/${body.id}`)).body, ({ state }) => state === 'checked'); // prettier-ignore
  expect(job.counts).toEqual({ total: 0, create: 0, revise: 0, unchanged: 0, refuse: 0, applied: 0, failed: 0 });
  await call('POST', `/v1/imports/${body.id}/runs`);
  await eventually(
    async () => (await call('GET', `/v1/imports/${body.id}`)).body,
    ({ state }) => state === 'done',
  );
});

test('a row of any depth and any character is a row', async () => {
  const deep = `[{"slug":"a","name":${'['.repeat(5000)}${']'.repeat(5000)},"notes":"\\u0000\\ud800"}]`;
  const { status, body } = await post(deep);
  expect(status).toBe(201);
  const job = await eventually(async () => (await call('GET', `/v1/imports/${body.id}`)).body, ({ state }) => state === 'checked'); // prettier-ignore
  expect(job.counts).toMatchObject({ refuse: 1 });
});

test('a file beyond 20 MB', async () => {
  expect(await post('x'.repeat(21 * 1024 * 1024))).toMatchObject({ status: 413, body: { code: 'feed-too-large' } });
});

test.each([
  [{ organizationId: 'nobody' }, '/organizationId'],
  [{ fileName: '' }, '/fileName'],
  [{ defaults: { ...defaults, focuses: [] } }, '/defaults/focuses'],
  [{ defaults: { ...defaults, zone: 'Mars/Base' } }, '/defaults/zone'],
  [{ defaults: { ...defaults, durationMinutes: 0 } }, '/defaults/durationMinutes'],
  [{ more: 1 }, '/more'],
])('%j is refused at %s', async (more, pointer) => {
  const { status, body } = await post('[]', more);
  expect(status).toBe(400);
  expect(body.errors).toEqual([expect.objectContaining({ pointer })]);
});

test('the same key does it once', async () => {
  const headers = { 'idempotency-key': 'import-1' };
  const first = await post('[]', {}, headers);
  const second = await post('[]', {}, headers);
  expect(second.body.id).toBe(first.body.id);
  expect(await post('[1]', {}, headers)).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
});

test('an import that is still checked cannot run', async () => {
  const id = newId<string>();
  await app.query(
    `INSERT INTO import_job (id, organization_id, file_name, state, defaults, total, created_by, created_at)
     VALUES ($1, $2, 'x', 'failed', '{}', 0, $1, now())`,
    [id, organizationId],
  );
  expect(await call('POST', `/v1/imports/${id}/runs`)).toMatchObject({
    status: 409,
    body: { code: 'import-not-checked' },
  });
});

test('an import that cannot be checked is given up, and the ones behind it go on', async () => {
  const id = newId<string>();
  await app.query(
    `INSERT INTO import_job (id, organization_id, file_name, state, defaults, total, created_by, created_at)
     VALUES ($1, $2, 'x', 'checking', '{}', 1, $1, '2020-01-01')`,
    [id, organizationId],
  );
  await app.query(`INSERT INTO import_row (import_id, row, raw) VALUES ($1, 1, '{}')`, [id]);
  await app.sabotage(`ALTER TABLE import_row ADD CONSTRAINT broken CHECK (import_id <> '${id}' OR outcome IS NULL)`);
  const { body } = await post('[]');
  await eventually(async () => (await call('GET', `/v1/imports/${body.id}`)).body, ({ state }) => state === 'checked'); // prettier-ignore
  expect((await call('GET', `/v1/imports/${id}`)).body).toMatchObject({ state: 'failed' });
});
