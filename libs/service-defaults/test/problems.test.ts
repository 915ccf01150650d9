import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ask, Routes } from './problem-routes.js';
import { tinyService, tokenIssuer } from './tiny-service.js';

let app: NestFastifyApplication;

beforeAll(async () => {
  app = await tinyService([Routes], { problems: { 'not-a-session': 422 } });
});

afterAll(() => app.close());

test('a problem has all members of RFC 9457, a code, and the request id', async () => {
  const { status, headers, body } = await ask(app, {
    url: '/v1/failures/domain',
    headers: { 'x-request-id': 'from-the-gateway' },
  });
  expect(status).toBe(422);
  expect(headers['content-type']).toMatch('application/problem+json');
  expect(headers['x-request-id']).toBe('from-the-gateway');
  expect(body).toEqual({
    type: 'https://opencircle.example/problems/not-a-session',
    title: 'Not a session',
    status: 422,
    code: 'not-a-session',
    detail: 'no session then',
    errors: [{ pointer: '/sessionStart', rule: 'session', detail: 'none' }],
    next: [1],
    requestId: 'from-the-gateway',
  });
});

test('every fault of a body is named, by JSON pointer', async () => {
  const payload = { near: { point: { latitude: 91 } }, contact: { email: 'x' }, 'a/b': 1 };
  const { status, body } = await ask(app, { method: 'POST', url: '/v1/searches', payload });
  expect(status).toBe(400);
  expect(body['code']).toBe('invalid-request');
  const places = (body['errors'] as { pointer: string; rule: string }[]).map(
    ({ pointer, rule }) => `${pointer} ${rule}`,
  );
  expect(places.sort()).toEqual([
    '/a~1b unknown-field',
    '/contact/email email',
    '/near/point/latitude too-big',
    '/near/point/longitude invalid-type',
  ]);
});

test('faults in query and path say where they are', async () => {
  expect((await ask(app, { url: '/v1/searches?limit=101' })).body['errors']).toMatchObject([
    { in: 'query', pointer: '/limit', rule: 'too-big' },
  ]);
  expect((await ask(app, { url: '/v1/failures/none' })).body['errors']).toMatchObject([
    { in: 'path', pointer: '/kind' },
  ]);
  expect((await ask(app, { url: '/v1/searches' })).body).toEqual({ limit: 20 });
});

test.each([
  ['row', 404, 'not-found'],
  ['stale', 412, 'stale-version'],
  ['reused', 422, 'idempotency-key-reused'],
  ['teapot', 418, 'malformed-request'],
  ['database', 503, 'temporarily-unavailable'],
  ['bug', 500, 'internal-error'],
  ['unlisted', 500, 'internal-error'],
])('%s is a %i %s, and tells no secret', async (kind, status, code) => {
  const { status: answered, body } = await ask(app, { url: `/v1/failures/${kind}` });
  expect([answered, body['code']]).toEqual([status, code]);
  expect(JSON.stringify(body)).not.toMatch(/secret|alice|stack| {4}at /);
  expect(body['requestId']).toMatch(/^[0-9a-f-]{36}$/);
});

test('a wrong method is told the right ones', async () => {
  expect((await ask(app, { method: 'PUT', url: '/v1/searches?x=1', payload: {} })).headers.allow).toBe(
    'GET, HEAD, POST',
  );
});

test('one route may take more than the others', async () => {
  const { status, body } = await ask(app, {
    method: 'POST',
    url: '/v1/imports',
    payload: { feed: 'x'.repeat(2_000_000) },
  });
  expect([status, body]).toEqual([201, { length: 2_000_000 }]);
});

test('headers that hold are handed on', async () => {
  expect(
    (await ask(app, { method: 'POST', url: '/v1/bookings', headers: { 'idempotency-key': '"k-1"' } })).body,
  ).toEqual({
    key: '"k-1"',
  });
  const url = '/v1/things/018f0000-0000-7000-8000-000000000000';
  expect((await ask(app, { method: 'DELETE', url, headers: { 'if-match': '"3"' } })).body).toEqual({ version: 3 });
});

test('a refused token is challenged, a known actor is forbidden', async () => {
  const bad = await ask(app, { url: '/v1/own', headers: { authorization: 'Bearer x' } });
  expect([bad.status, bad.headers['www-authenticate']]).toEqual([401, 'Bearer error="invalid_token"']);
  const issuer = await tokenIssuer();
  const other = await tinyService([Routes], {}, { issuer });
  const actor = { kind: 'person', id: '018f0000-0000-7000-8000-000000000000', roles: [] } as never;
  const { accessToken } = await issuer.issue(actor);
  const answer = await other.inject({ url: '/v1/own', headers: { authorization: `Bearer ${accessToken}` } });
  expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([403, 'forbidden']);
  await other.close();
});

test('answers are neither stored, framed nor sniffed', async () => {
  expect((await ask(app, { url: '/v1/searches' })).headers).toMatchObject({
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
});

test('a request id that could forge a log line is replaced', async () => {
  const { headers } = await ask(app, { url: '/v1/searches', headers: { 'x-request-id': 'a b{"level":"fatal"}' } });
  expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
});
