import { fastify } from 'fastify';
import { clientAddress, clientNetwork } from './client-address.js';
import { trustedProxies } from './trusted-proxies.js';

/** What a service that is told so makes of a request from this connection. */
async function seen(connection: string, forwarded: string | undefined, more: object = {}): Promise<string> {
  const server = fastify({ trustProxy: trustedProxies(false, more as never) });
  server.get('/', (request) => clientAddress(request));
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  return (await server.inject({ url: '/', remoteAddress: connection, headers })).body;
}

describe('the client, for a service, is', () => {
  it.each([
    ['who the gateway says, from inside', '127.0.0.1', '203.0.113.7', '203.0.113.7'],
    ['the last of several: the client may have written the others', '10.0.0.4', '1.2.3.4, 203.0.113.7', '203.0.113.7'],
    ['the last, also one from inside', '10.0.0.4', '1.2.3.4, 10.9.9.9', '10.9.9.9'],
    ['an IPv6 address, over a mapped one', '::ffff:127.0.0.1', '2001:db8::7', '2001:db8::7'],
    ['who the gateway says, from a cluster’s node', '100.64.3.2', '203.0.113.7', '203.0.113.7'],
    ['the connection, when nothing was forwarded', '127.0.0.1', undefined, '127.0.0.1'],
    ['the connection, when what was forwarded is no address', '127.0.0.1', 'unknown', '127.0.0.1'],
    ['the connection, when it comes from outside', '198.51.100.9', '203.0.113.7', '198.51.100.9'],
  ])('%s', async (_what, connection, forwarded, expected) => {
    expect(await seen(connection, forwarded)).toBe(expected);
  });

  it('who those say that an operator names, and nobody else', async () => {
    const INSIDE_NETWORKS = ['2001:db8:7::/48', '198.51.100.9'];
    const named = ['2001:db8:7:1::5', '198.51.100.9', '::ffff:198.51.100.9'];
    for (const one of named) expect(await seen(one, '203.0.113.7', { INSIDE_NETWORKS })).toBe('203.0.113.7');
    expect(await seen('10.0.0.4', '203.0.113.7', { INSIDE_NETWORKS })).toBe('10.0.0.4');
  });
});

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8::7', '2001:db8:0:0::/64'],
  ['2001:DB8:0:0:ffff:1:2:3', '2001:db8:0:0::/64'],
  ['2001:db8:0:1::7', '2001:db8:0:1::/64'],
  ['2001:0db8:00ff:1::', '2001:db8:ff:1::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('%s is counted as %s', (address, network) => {
  expect(clientNetwork(address)).toBe(network);
});
