import request from 'supertest';
import { listening, rawGet } from './raw-get.js';
import { signIn, startEdge, type Edge } from './edge.js';

describe('the way through to services', () => {
  let edge: Edge;
  beforeAll(async () => (edge = await startEdge()));
  afterAll(() => edge.stop());
  beforeEach(() => edge.listings.splice(0));

  it('swaps the cookie for the access token and believes nothing else of the client', async () => {
    const cookie = await signIn(edge);
    const answer = await edge.app.inject({
      url: '/api/listings/v1/cases?state=open',
      headers: {
        cookie,
        authorization: 'Bearer stolen',
        'x-forwarded-for': '6.6.6.6',
        'x-forwarded-proto': 'gopher',
        'x-drop': '1',
        connection: 'x-drop',
        te: 'trailers',
      },
    });
    expect(answer.json()).toEqual({ url: '/v1/cases?state=open' });
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.headers.server).toBeUndefined();
    const [{ headers }] = edge.listings as unknown as [{ headers: Record<string, string> }];
    expect(headers['authorization']).toMatch(/^Bearer access-/);
    expect(headers).toMatchObject({ 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'http' });
    expect(headers).toMatchObject({ 'x-request-id': answer.headers['x-request-id'] });
    for (const name of ['cookie', 'x-drop', 'te']) expect(headers[name]).toBeUndefined();
  });

  it('lets anybody through without a session, and no token of their own', async () => {
    await edge.app.inject({ url: '/api/listings/v1/listings', headers: { authorization: 'Bearer own' } });
    expect(edge.listings[0]?.headers.authorization).toBeUndefined();
  });

  it('changes something only for our own pages', async () => {
    const own = { 'x-opencircle-csrf': '1', 'content-type': 'application/json' };
    const post = (headers: Record<string, string>) =>
      edge.app.inject({ method: 'POST', url: '/api/listings/v1/reports', headers, payload: '{"a":1}' });
    for (const headers of [
      { 'content-type': 'application/json' },
      { ...own, 'x-opencircle-csrf': '0' },
      { ...own, 'sec-fetch-site': 'cross-site' },
      { ...own, 'sec-fetch-site': 'none' },
      { ...own, origin: 'https://evil.example' },
      { ...own, origin: 'null' },
    ]) {
      expect((await post(headers)).json()).toMatchObject({ status: 403, code: 'csrf' });
    }
    expect(edge.listings).toHaveLength(0);
    expect((await post({ ...own, 'sec-fetch-site': 'same-origin' })).statusCode).toBe(200);
    expect(edge.listings[0]?.body).toBe('{"a":1}');
  });

  it('passes bodies on as they are, whatever they are', async () => {
    const payload = '{'.repeat(3_000_000);
    await request(await listening(edge.app))
      .post('/api/listings/v1/imports')
      .set('x-opencircle-csrf', '1')
      .type('application/json')
      .send(payload)
      .expect(200, { url: '/v1/imports' });
    expect(edge.listings[0]?.body === payload).toBe(true);
  });

  it.each([
    '/api/listings/v1/../internal',
    '/api/listings/v1/%2e%2e/internal',
    '/api/listings/v1/.%2E/x',
    '/api/listings/v1/a%2fb',
    '/api/listings/v1/a%5cb',
    '/api/listings/v1/a%00b',
    '/api/listings/v1/%ff',
    '/api//listings/v1/a',
    '/api/listings//v1/internal/x',
    '/console/..%2f..%2fpackage.json',
    '/console/%2e%2e/secret',
  ])('refuses the ambiguous address %s', async (url) => {
    const answer = await rawGet(edge.app, url);
    expect(answer.status).toBe(400);
    expect(answer.type).toMatch('application/problem+json');
    expect(edge.listings).toHaveLength(0);
  });

  it.each([
    '/api/listings/health/ready',
    '/api/listings/metrics',
    '/api/listings/v1/internal/contacts:batch',
    '/api/listings/v1/%69nternal/contacts:batch',
    '/api/listings/V1/INTERNAL/x',
    '/api/membership/v1/service-tokens',
    '/api/membership/v1/sessions',
    '/api/membership/v1/sessions/1',
    '/api/membership/v1/session-refreshes',
    '/api/membership/v1/session-revocations',
    '/api/nobody/v1/x',
    '/api/constructor/v1/x',
    '/api/',
  ])('has nothing at %s', async (url) => {
    const headers = { 'x-opencircle-csrf': '1' };
    const before = edge.membership.length;
    for (const method of ['GET', 'POST'] as const) {
      expect((await edge.app.inject({ method, url, headers })).json()).toMatchObject({ status: 404 });
    }
    expect(edge.listings.length + edge.membership.length - before).toBe(0);
  });

  it('names the service that does not answer', async () => {
    const answer = await edge.app.inject({ url: '/api/matching/v1/groups/1' });
    expect(answer.json()).toMatchObject({ status: 503, code: 'service-unavailable', service: 'matching' });
    expect(answer.headers['content-type']).toMatch('application/problem+json');
  });
});
