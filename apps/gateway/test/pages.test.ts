import { startEdge, type Edge } from './edge.js';
import { rawAnswer } from './raw-get.js';

describe('the pages of the edge', () => {
  let edge: Edge;
  beforeAll(async () => (edge = await startEdge()));
  afterAll(() => edge.stop());

  const get = (url: string, headers: Record<string, string> = {}) => edge.app.inject({ url, headers });

  it('gives every console page a nonce of its own', async () => {
    const nonces = await Promise.all(['/console/', '/console/cases/1/show', '/console/index.html'].map(nonceOf));
    expect(new Set(nonces).size).toBe(3);

    async function nonceOf(url: string): Promise<string> {
      const answer = await get(url);
      expect(answer.statusCode).toBe(200);
      const nonce = /nonce="([^"]+)"/.exec(answer.body)?.[1] ?? '';
      expect(nonce).toHaveLength(24);
      expect(answer.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
      expect(answer.headers['content-security-policy']).not.toContain('unsafe');
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.body).not.toContain('__CSP_NONCE__');
      return nonce;
    }
  });

  it('serves the console files, hashed ones for good, and no page in place of a missing one', async () => {
    expect((await get('/console')).headers.location).toBe('/console/');
    const asset = await get('/console/assets/main-abc123.js');
    expect(asset.headers).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable' });
    expect((await get('/console/logo.svg')).headers['cache-control']).toBe('no-cache');
    for (const url of ['/console/assets/gone-1.js', '/console/assets/', '/console/.env', '/console/gone.png']) {
      expect((await get(url)).statusCode).toBe(404);
    }
  });

  it('leaves everything else to the finder, with its Host and without cookies', async () => {
    const answer = await get('/groups/1', { host: 'circle.example', cookie: 'a=1' });
    expect(answer.body).toBe('<h1>finder</h1>');
    expect(answer.headers['content-security-policy']).toMatch(/^default-src 'none'.*script-src 'self'/);
    expect(edge.finder.at(-1)).toMatchObject({ url: '/groups/1', headers: { host: 'circle.example' } });
    expect(edge.finder.at(-1)?.headers.cookie).toBeUndefined();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    await edge.app.inject({ method: 'POST', url: '/search', headers, payload: 'place=San+Jose' });
    expect(edge.finder.at(-1)).toMatchObject({ method: 'POST', body: 'place=San+Jose' });
  });

  it('hardens every answer', async () => {
    for (const url of ['/', '/console/', '/console/logo.svg', '/session', '/api/x', '/health/live']) {
      expect((await get(url)).headers).toMatchObject({
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
        'cross-origin-opener-policy': 'same-origin',
        'permissions-policy': expect.stringContaining('geolocation=()'),
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      });
      expect((await get(url)).headers['strict-transport-security']).toBeUndefined();
    }
  });

  it.each([
    ['no HTTP', 'NOT HTTP\r\n\r\n'],
    ['an odd expectation', 'GET / HTTP/1.1\r\nhost: x\r\nexpect: cake\r\nconnection: close\r\n\r\n'],
    ['a broken escape', 'GET /%E0%A4%A HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'],
  ])('hardens its answer to %s, which no route sees', async (_what, bytes) => {
    const [head] = (await rawAnswer(edge.app, bytes)).split('\r\n\r\n');
    for (const name of ['cross-origin-opener-policy', 'permissions-policy', 'referrer-policy', 'x-frame-options']) {
      expect(head).toContain(`${name}: `);
    }
    expect(head).toContain("content-security-policy: default-src 'none'");
  });

  it('promises https only where there is https', async () => {
    const secure = await startEdge('https://circle.example');
    const answer = await secure.app.inject({ url: '/' });
    const raw = await rawAnswer(secure.app, 'NOT HTTP\r\n\r\n');
    await secure.stop();
    expect(answer.headers['strict-transport-security']).toMatch('max-age=');
    expect(raw).toMatch(/^HTTP\/1.1 400 .*strict-transport-security: max-age=/s);
  });

  it('shows its figures to neighbours alone', async () => {
    expect((await get('/health/live')).statusCode).toBe(200);
    expect((await get('/metrics')).statusCode).toBe(200);
    expect((await get('/metrics', { 'x-forwarded-for': '127.0.0.1' })).statusCode).toBe(404);
    expect((await edge.app.inject({ url: '/metrics', remoteAddress: '203.0.113.9' })).statusCode).toBe(404);
  });
});

it('has a calm page with a crisis line while the finder is away', async () => {
  const edge = await startEdge();
  edge.finder.splice(0);
  await edge.stopFinder();
  const answer = await edge.app.inject({ url: '/' });
  await edge.stop();
  expect(answer.statusCode).toBe(503);
  expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(answer.body).toContain('tel:988');
});
