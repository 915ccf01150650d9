import { clientAddress, clientNetwork } from './client-address.js';

describe('clientAddress', () => {
  it.each([
    ['the gateway’s word, from inside', '127.0.0.1', '203.0.113.7', '203.0.113.7'],
    ['the last of several: the client may have written the others', '10.0.0.4', '1.2.3.4, 203.0.113.7', '203.0.113.7'],
    ['IPv6 and mapped addresses', '::ffff:127.0.0.1', '2001:db8::7', '2001:db8::7'],
    ['the connection, when nothing was forwarded', '127.0.0.1', undefined, '127.0.0.1'],
    ['the connection, when what was forwarded is no address', '127.0.0.1', 'unknown', '127.0.0.1'],
    ['the connection, when it comes from outside', '198.51.100.9', '203.0.113.7', '198.51.100.9'],
  ])('is %s', (_what, connection, forwarded, expected) => {
    expect(clientAddress(connection, forwarded)).toBe(expected);
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
