import { signIn, startEdge, type Edge } from './edge.js';

const proxy = '10.20.0.4';
const farther = '10.21.7.7';
const visitor = '203.0.113.7';

type Headers = Record<string, string>;

/** What the service behind the gateway is told of who asks. */
async function told(edge: Edge, remoteAddress: string, headers: Headers): Promise<string | string[] | undefined> {
  edge.listings.splice(0);
  const answer = await edge.app.inject({ url: '/api/listings/v1/listings', remoteAddress, headers });
  expect(answer.statusCode).toBe(200);
  expect(edge.listings[0]?.headers.forwarded).toBeUndefined();
  return edge.listings[0]?.headers['x-forwarded-for'];
}

describe('without trusted proxies', () => {
  let edge: Edge;
  beforeAll(async () => (edge = await startEdge()));
  afterAll(() => edge.stop());

  it('believes the connection alone, from inside too', async () => {
    for (const connection of [proxy, '127.0.0.1', '198.51.100.9']) {
      expect(await told(edge, connection, { 'x-forwarded-for': visitor })).toBe(connection);
    }
  });
});

describe('behind trusted proxies', () => {
  let edge: Edge;
  beforeAll(async () => (edge = await startEdge(undefined, { TRUSTED_PROXIES: `${proxy}, 10.21.0.0/16` })));
  afterAll(() => edge.stop());

  it.each<[string, Headers, string]>([
    ['the address that the proxy wrote', { 'x-forwarded-for': visitor }, visitor],
    [
      'the right-most one: the visitor may have written the others',
      { 'x-forwarded-for': `6.6.6.6, ${visitor}` },
      visitor,
    ],
    ['the right-most one that is no proxy', { 'x-forwarded-for': `6.6.6.6, ${visitor}, ${farther}` }, visitor],
    ['IPv6', { 'x-forwarded-for': '2001:db8::7' }, '2001:db8::7'],
    ['the proxy, when it says nothing', {}, proxy],
    ['the proxy, when it writes no address', { 'x-forwarded-for': 'unknown' }, proxy],
    ['the address without the port that the proxy wrote', { 'x-forwarded-for': `${visitor}:4711` }, visitor],
    ['IPv6 without the port', { 'x-forwarded-for': '[2001:db8::7]:4711' }, '2001:db8::7'],
    [
      'the right-most one that is no proxy, whatever ports stand there',
      { 'x-forwarded-for': `6.6.6.6:1, ${visitor}:4711, ${farther}:65535` },
      visitor,
    ],
    ['the proxy, when what it writes before a port is no address', { 'x-forwarded-for': '203.0.113.256:4711' }, proxy],
    ['the proxy, when it writes an address with more to it', { 'x-forwarded-for': `${visitor}:4711/tcp` }, proxy],
    ['the proxy, when it writes an endless port', { 'x-forwarded-for': `${visitor}:${'9'.repeat(3_000)}` }, proxy],
    ['the proxy, when it writes IPv4 in brackets', { 'x-forwarded-for': `[${visitor}]:4711` }, proxy],
    ['the proxy, when what it writes is broken', { 'x-forwarded-for': ' ,,"; \\' }, proxy],
    ['the proxy, when what it writes is endless', { 'x-forwarded-for': '9'.repeat(3_000) }, proxy],
    ['never what Forwarded says', { forwarded: `for=${visitor}` }, proxy],
    ['nor X-Real-IP', { 'x-real-ip': visitor }, proxy],
  ])('the visitor is %s', async (_what, headers, expected) => {
    expect(await told(edge, proxy, headers)).toBe(expected);
  });

  it('believes nobody else', async () => {
    for (const connection of ['127.0.0.1', '10.20.0.5', '198.51.100.9']) {
      expect(await told(edge, connection, { 'x-forwarded-for': visitor })).toBe(connection);
      expect(await told(edge, connection, { 'x-forwarded-for': `${visitor}:4711` })).toBe(connection);
    }
  });

  it('passes on the proxy’s word for the protocol, and nothing else that stands there', async () => {
    const protocolOf = async (remoteAddress: string, given: string) => {
      await told(edge, remoteAddress, { 'x-forwarded-proto': given });
      return edge.listings[0]?.headers['x-forwarded-proto'];
    };
    expect(await protocolOf(proxy, 'https')).toBe('https');
    expect(await protocolOf(proxy, 'gopher')).toBe('http');
    expect(await protocolOf('198.51.100.9', 'https')).toBe('http');
  });

  it('counts each visitor’s sign-ins by themselves, and tells membership who it is', async () => {
    const attempt = (by: string) =>
      edge.app.inject({
        method: 'POST',
        url: '/session',
        remoteAddress: proxy,
        headers: { 'x-forwarded-for': by },
        payload: { email: 'mo@x.org', password: 'wrong' },
      });
    const statuses: number[] = [];
    for (let n = 0; n < 31; n++) statuses.push((await attempt(visitor)).statusCode);
    expect(statuses.filter((status) => status === 401)).toHaveLength(30);
    expect(statuses.at(-1)).toBe(429);
    expect((await attempt('203.0.113.8')).statusCode).toBe(401);
    expect(edge.membership.at(-1)?.headers['x-forwarded-for']).toBe('203.0.113.8');
    // One network of IPv6 is one visitor, whatever address of it they take.
    const network: number[] = [];
    for (let n = 0; n < 31; n++) network.push((await attempt(`2001:db8:0:9::${n.toString(16)}`)).statusCode);
    expect(network.at(-1)).toBe(429);
  });

  it('shows its figures to nobody whom a proxy brings', async () => {
    const metrics = { url: '/metrics', remoteAddress: proxy };
    expect((await edge.app.inject({ ...metrics, headers: { 'x-forwarded-for': '10.0.0.1' } })).statusCode).toBe(404);
    expect(await signIn(edge)).toMatch(/^__Host-oc_session=/);
  });
});
