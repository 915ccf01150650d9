import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { Readable } from 'node:stream';
import { runFinder, send, startFinder, startServices, type Seen, type Services } from './finder.js';
import { found, group, listingId, sanJose, session } from './sample.js';

describe('the public pages', () => {
  let services: Services;
  let finder: { url: string; process: ChildProcess };
  let answer: (seen: Seen) => readonly [number, unknown];
  const usual = ({ url, body }: Seen): readonly [number, unknown] => {
    if (url === '/v1/searches') return [200, { items: [found], total: 23, index: {} }];
    if (url === '/v1/place-searches') return [200, { items: body['text'] === 'nowhere' ? [] : [sanJose] }];
    if (url === '/v1/visits')
      return [201, { id: listingId, listingId, sessionStart: session.start, zone: session.zone }];
    return [200, group()];
  };

  beforeAll(async () => {
    services = await startServices((seen) => answer(seen));
    finder = await startFinder(services.url);
  });
  afterAll(async () => {
    finder.process.kill();
    await services.stop();
  });
  beforeEach(() => {
    answer = usual;
    services.seen.length = 0;
  });

  async function page(path: string, form?: Record<string, string>, headers: Record<string, string> = {}) {
    const body = form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) };
    const response = await fetch(finder.url + path, { ...body, headers, redirect: 'manual' });
    return { status: response.status, headers: response.headers, html: await response.text() };
  }

  const visit = {
    nonce: '3e0b1c1e-8a52-4f6d-9d39-1f4a2b6c7d8e',
    sessionStart: session.start,
    displayName: 'Jo',
    email: 'jo@example.org',
    language: 'en',
    consent: 'yes',
  };
  const visitPath = `/groups/${listingId}/visit`;

  it.each(['/search', '/es/groups/x/visit'])(
    'answers 10 MB for %s with a page that says so, on a connection that holds',
    async (path) => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const tooMuch = await send(agent, finder.url + path, 'x'.repeat(10_000_000));
      expect(tooMuch).toMatchObject({ status: 413, cacheControl: 'no-store' });
      expect(tooMuch.html).toMatch(/more text than fits|más texto del que cabe/);
      expect(tooMuch.html).toContain('tel:988');
      const chunked = await send(agent, finder.url + path, Readable.from(['text=', 'x'.repeat(100_000)]));
      expect(chunked.status).toBe(413);
      expect((await send(agent, `${finder.url}/search`, 'where=nowhere')).status).toBe(200);
      expect(services.seen).toHaveLength(1);
      agent.destroy();
    },
  );

  it('need no inline script or style, no third party, and show a crisis line and a way out', async () => {
    for (const path of ['/', '/es/', `/groups/${listingId}`, visitPath, '/nothing/here']) {
      const { html, headers } = await page(path);
      expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=|<script(?![^>]*src=)/);
      expect(html).not.toMatch(/(src|action)="https?:|<link[^>]*href="https?:/);
      expect(html).toContain('tel:988');
      expect(html).toMatch(/<a href="https:\/\/www\.weather\.gov\/" rel="noreferrer nofollow">/);
      expect(html).toMatch(/<title>[\p{L} ]+ · OpenCircle<\/title>/u);
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  it('search without a trace in the address', async () => {
    const { html, headers, status } = await page('/search', { place: 'San Jose', focus: 'anxiety' });
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(html).toContain('23 groups found');
    expect(html).toContain('2 miles (3.2 km) away');
    expect(html).toMatch(/Tuesday, November 26, 2030, 7:00.{1,3}8:00.PM PST/);
    expect(html).toMatch(/<svg[^>]*role="img"/);
    const [, search] = services.seen;
    expect(search?.body).toMatchObject({ focuses: ['anxiety'], near: { point: sanJose.point, withinKm: 40.2 } });
    expect((await page('/search')).headers.get('location')).toBe('/');
  });

  it('say how to go on when nothing is found', async () => {
    answer = (seen) => (seen.url === '/v1/searches' ? [200, { items: [], total: 0 }] : usual(seen));
    const { html } = await page('/es/search', { place: 'San Jose', focus: 'anxiety' });
    expect(html).toContain('No se encontró ningún grupo');
    expect(html.match(/action="\/es\/search"/g)?.length).toBeGreaterThan(3);
    expect(html.indexOf('class="crisis prominent"')).toBeGreaterThan(0);
  });

  it.each(['/v1/place-searches', '/v1/searches'])('ask for a moment when %s was asked too often', async (limited) => {
    answer = (seen) => (seen.url === limited ? [429, { code: 'too-many-requests' }] : usual(seen));
    const { html, status } = await page('/search', { place: 'San Jose', focus: 'ocd' });
    expect(status).toBe(429);
    expect(html).toContain('Too many tries in a short time');
    expect(html).toMatch(/value="ocd" checked/);
    expect(html).toContain('tel:988');
  });

  it('ask again for a place that nobody knows, keeping what was typed', async () => {
    const { html, status } = await page('/search', { place: 'nowhere', focus: 'ocd' });
    expect(status).toBe(422);
    expect(html).toContain('href="#place"');
    expect(html).toContain('value="nowhere"');
    expect(html).toMatch(/value="ocd" checked/);
  });

  it('show what the public may know of a group, as text', async () => {
    const { html } = await page(`/groups/${listingId}`);
    for (const words of ['Tuesday evening circle', 'Community House', 'Every Tuesday', 'Riverside Family Groups']) {
      expect(html).toContain(words);
    }
    expect(html).toContain('&lt;script&gt;');
    answer = () => [404, { code: 'group-not-found' }];
    expect((await page(`/groups/${listingId}`)).status).toBe(404);
    expect((await page('/groups/1%00')).status).toBe(404);
  });

  it('book a visit once, however often the form is sent', async () => {
    const first = await page(visitPath, visit, { 'x-forwarded-for': '203.0.113.7' });
    expect(first.status).toBe(200);
    expect(first.html).toContain('Your visit is booked');
    expect(first.html).not.toContain('jo@example.org');
    await page(visitPath, visit);
    const booked = services.seen.filter(({ url }) => url === '/v1/visits');
    expect(booked[0]?.body).toEqual({
      listingId,
      sessionStart: session.start,
      displayName: 'Jo',
      email: 'jo@example.org',
      language: 'en',
      consent: true,
    });
    expect(booked[0]?.headers['x-forwarded-for']).toBe('203.0.113.7');
    expect(new Set(booked.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  });

  it('name every wrong field, and lose nothing', async () => {
    const { html, status } = await page(visitPath, { ...visit, email: 'x@', consent: '', sessionStart: 'never' });
    expect(status).toBe(422);
    for (const field of ['sessionStart', 'email', 'consent']) expect(html).toContain(`href="#${field}"`);
    expect(html).not.toContain('href="#displayName"');
    expect(html).toMatch(/value="Jo"/);
    expect(services.seen.some(({ url }) => url === '/v1/visits')).toBe(false);
  });

  it('stay calm when a service is away, and keep what was typed', async () => {
    let said = '';
    finder.process.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    answer = (seen) => (seen.url === '/v1/visits' ? [500, {}] : usual(seen));
    const booking = await page(visitPath, visit);
    expect(booking.status).toBe(503);
    expect(booking.html).toContain('value="jo@example.org"');
    const failed = services.seen.find(({ url }) => url === '/v1/visits');
    expect(JSON.parse(said.trim().split('\n').at(-1) ?? '')).toMatchObject({
      ...{ level: 'error', service: 'finder', name: 'membership', code: 'status 500', msg: 'no answer' },
      requestId: failed?.headers['x-request-id'],
    });
    expect(said).not.toContain('jo@example.org');
    answer = () => [502, 'bad gateway'];
    for (const [path, form] of [
      ['/search', { place: 'San Jose' }],
      [visitPath, visit],
    ] as const) {
      const { status, html } = await page(path, form);
      expect(status).toBe(503);
      expect(html).toContain('class="crisis prominent"');
      for (const value of Object.values(form)) expect(html).toContain(`value="${value}"`);
    }
    expect((await page(`/groups/${listingId}`)).status).toBe(503);
  });

  it('refuse forms of other sites, and mind no nonsense', async () => {
    expect((await page('/search', {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await page('/search', {}, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await page('/search', {}, { origin: 'null', 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    for (const path of ['/es/es/', '/fr/search', '/groups/', '/%2e%2e/etc']) {
      expect((await page(path)).status).toBe(404);
    }
  });
});

it('names every wrong variable and exits 78', async () => {
  const child = runFinder({ MATCHING_URL: 'nowhere', PORT: 'x' });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  expect(code).toBe(78);
  for (const name of ['MATCHING_URL', 'MEMBERSHIP_URL', 'PORT']) expect(said).toContain(name);
});
