import { connect } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ask, Routes, type Asked } from './problem-routes.js';
import { tinyService } from './tiny-service.js';

let app: NestFastifyApplication;

beforeAll(async () => {
  app = await tinyService([Routes]);
});

afterAll(() => app.close());

const json = { 'content-type': 'application/json' };

const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;

test.each<[string, Asked, number, string]>([
  [
    'not JSON',
    { method: 'POST', url: '/v1/searches', payload: '{"near": alice', headers: json },
    400,
    'malformed-request',
  ],
  ['empty body', { method: 'POST', url: '/v1/searches', payload: '', headers: json }, 400, 'malformed-request'],
  ['no body', { method: 'POST', url: '/v1/searches' }, 400, 'invalid-request'],
  ['a bare null', { method: 'POST', url: '/v1/searches', payload: 'null', headers: json }, 400, 'invalid-request'],
  [
    '__proto__',
    { method: 'POST', url: '/v1/searches', payload: '{"__proto__":{"a":1}}', headers: json },
    400,
    'malformed-request',
  ],
  [
    'constructor',
    { method: 'POST', url: '/v1/searches', payload: '{"constructor":{"prototype":{}}}', headers: json },
    400,
    'malformed-request',
  ],
  [
    'nested too deep',
    { method: 'POST', url: '/v1/searches', payload: `{"near":${deep}}`, headers: json },
    400,
    'invalid-request',
  ],
  ['U+0000 in a body', { method: 'POST', url: '/v1/imports', payload: { feed: 'a\0b' } }, 400, 'invalid-request'],
  ['U+0000 in a query', { url: '/v1/searches?text=%00' }, 400, 'invalid-request'],
  [
    'a form',
    {
      method: 'POST',
      url: '/v1/searches',
      payload: 'a=1',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    },
    415,
    'unsupported-media-type',
  ],
  [
    'plain text',
    { method: 'POST', url: '/v1/searches', payload: 'a', headers: { 'content-type': 'text/plain' } },
    415,
    'unsupported-media-type',
  ],
  [
    'broken media type',
    { method: 'POST', url: '/v1/searches', payload: 'a', headers: { 'content-type': ';;;' } },
    415,
    'unsupported-media-type',
  ],
  [
    'body too large',
    { method: 'POST', url: '/v1/searches', payload: { near: 'x'.repeat(1_100_000) } },
    413,
    'body-too-large',
  ],
  [
    'feed too large',
    { method: 'POST', url: '/v1/imports', payload: { feed: 'x'.repeat(3_000_001) } },
    413,
    'feed-too-large',
  ],
  ['unknown route', { url: '/v1/nothing?email=alice@example.org' }, 404, 'not-found'],
  [
    'unknown route with a body',
    { method: 'POST', url: '/v1/nothing', payload: 'x', headers: { 'content-type': 'text/plain' } },
    404,
    'not-found',
  ],
  ['other method', { method: 'PUT', url: '/v1/searches', payload: {} }, 405, 'method-not-allowed'],
  ['broken escape', { url: '/v1/failures/%E0%A4%A' }, 400, 'malformed-request'],
  ['endless parameter', { url: `/v1/failures/${'a'.repeat(5000)}` }, 414, 'address-too-long'],
  [
    'idempotency key too long',
    { method: 'POST', url: '/v1/bookings', headers: { 'idempotency-key': 'k'.repeat(129) } },
    400,
    'invalid-idempotency-key',
  ],
  [
    'idempotency key with a space',
    { method: 'POST', url: '/v1/bookings', headers: { 'idempotency-key': 'a b' } },
    400,
    'invalid-idempotency-key',
  ],
  [
    'no If-Match',
    { method: 'DELETE', url: '/v1/things/018f0000-0000-7000-8000-000000000000' },
    428,
    'if-match-required',
  ],
  [
    'weak If-Match',
    { method: 'DELETE', url: '/v1/things/018f0000-0000-7000-8000-000000000000', headers: { 'if-match': 'W/"1"' } },
    412,
    'stale-version',
  ],
  ['sign in first', { url: '/v1/own' }, 401, 'unauthenticated'],
])('%s → a problem', async (_, asked, status, code) => {
  const answer = await ask(app, asked);
  expect([answer.status, answer.body['code']]).toEqual([status, code]);
  expect(answer.headers['content-type']).toMatch('application/problem+json');
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(JSON.stringify(answer.body)).not.toMatch('alice');
});

/** What comes back over a connection of its own. */
async function rawAnswerTo(bytes: string): Promise<string> {
  if (!app.getHttpServer().listening) await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as { port: number };
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk: Buffer) => (text += chunk.toString())).on('close', () => resolve(text));
  });
}

test.each([
  ['no HTTP', 'NOT HTTP\r\n\r\n', 400],
  ['endless headers', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, 431],
  ['an odd expectation', 'GET / HTTP/1.1\r\nhost: x\r\nexpect: cake\r\nconnection: close\r\n\r\n', 417],
  ['a broken escape', 'GET /%E0%A4%A HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n', 400],
])('%s is answered with the headers of any other answer', async (_what, bytes, status) => {
  const answer = await rawAnswerTo(bytes);
  const [head = ''] = answer.split('\r\n\r\n', 1);
  const [first, ...lines] = head.split('\r\n');
  expect(first).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  const headers = new Map(lines.map((line) => [line.split(':')[0]?.toLowerCase(), line.replace(/^[^:]*: */, '')]));
  expect(Object.fromEntries(headers)).toMatchObject({
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'content-type': expect.stringContaining('application/problem+json'),
    'x-request-id': /"requestId":"([^"]+)"/.exec(answer)?.[1],
  });
});

test('what is not HTTP gets a problem too', async () => {
  const answer = await rawAnswerTo('NOT HTTP\r\n\r\n');
  expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n.*application\/problem\+json.*"code":"malformed-request"/s);
});
