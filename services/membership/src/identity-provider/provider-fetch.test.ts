import type { LookupAddress } from 'node:dns';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { globalLookup, ProviderFetch } from './provider-fetch.js';

let server: Server;
let origin: string;
let asked: string[];
let listener: RequestListener;
beforeEach(async () => {
  asked = [];
  listener = (_, response) => void response.setHeader('content-type', 'application/json').end('{"well":true}');
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

const get = (fetcher: ProviderFetch, address: string) =>
  fetcher.fetch(address, { method: 'GET', headers: {}, body: undefined, redirect: 'manual' });
/** Every name stands for these addresses. */
const naming =
  (...addresses: string[]): ConstructorParameters<typeof ProviderFetch>[1] =>
  (_host, _options, done) => {
    done(
      null,
      addresses.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };

it('answers from an origin that may be inside, and only from that one', async () => {
  const fetcher = new ProviderFetch([origin]);
  const answer = await get(fetcher, `${origin}/a`);
  expect([answer.status, await answer.json()]).toEqual([200, { well: true }]);
  await expect(get(new ProviderFetch([]), `${origin}/b`)).rejects.toThrow('https');
  await expect(get(new ProviderFetch(['http://127.0.0.1:1']), `${origin}/c`)).rejects.toThrow('https');
  expect(asked).toEqual(['GET /a']);
});

it.each([
  'https://127.0.0.1',
  'https://[::1]',
  'https://[::ffff:10.0.0.1]',
  'https://2130706433',
  'https://169.254.169.254',
])('does not go to %s', async (address) => {
  await expect(get(new ProviderFetch([]), address)).rejects.toThrow('inside');
});

it.each([
  [['127.0.0.1']],
  [['10.1.2.3']],
  [['fe80::1']],
  [['::ffff:127.0.0.1']],
  [['93.184.215.14', '10.0.0.1']],
  [[]],
])('does not connect to a name that stands for %j', async (addresses) => {
  await expect(get(new ProviderFetch([], naming(...addresses)), 'https://login.example.org/')).rejects.toThrow(
    'inside',
  );
});

it('would connect to a name of the public Internet (control)', () => {
  // Only looked up: nobody out there is asked by a test.
  const found: unknown[] = [];
  globalLookup(naming('192.0.32.8') as never)('login.example.org', { all: true }, (...told) => found.push(...told));
  expect(found).toEqual([null, [{ address: '192.0.32.8', family: 4 }]]);
});

it.each(['https://login.example.org:8443/', 'https://login.example.org:22/', 'https://192.0.32.8:80/'])(
  'asks at no port but 443, so not at %s',
  async (address) => {
    await expect(get(new ProviderFetch([], naming('192.0.32.8')), address)).rejects.toThrow('port');
  },
);

it('follows no redirect', async () => {
  listener = (_, response) => void response.writeHead(302, { location: '/elsewhere' }).end();
  await expect(get(new ProviderFetch([origin]), `${origin}/a`)).rejects.toThrow('redirect');
  expect(asked).toEqual(['GET /a']);
});

it('takes a mebibyte and no more, whatever the answer says of its length', async () => {
  const fetcher = new ProviderFetch([origin]);
  listener = (_, response) => void response.end(Buffer.alloc(1024 * 1024));
  expect((await (await get(fetcher, origin)).arrayBuffer()).byteLength).toBe(1024 * 1024);
  listener = (_, response) => {
    response.write(Buffer.alloc(1024 * 1024));
    response.end('x');
  };
  await expect(get(fetcher, origin)).rejects.toThrow();
});

it('waits five seconds for the whole answer', async () => {
  listener = (_, response) => {
    const drip = setInterval(() => response.write(' '), 200);
    response.once('close', () => clearInterval(drip));
  };
  const began = Date.now();
  await expect(get(new ProviderFetch([origin]), origin)).rejects.toThrow();
  expect(Date.now() - began).toBeLessThan(8_000);
}, 20_000);
