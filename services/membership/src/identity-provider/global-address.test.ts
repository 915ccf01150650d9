import { isGlobalAddress } from './global-address.js';

const inside = {
  'this host': ['0.0.0.0', '0.1.2.3', '::'],
  loopback: ['127.0.0.1', '127.255.0.9', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1'],
  private: ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fc00::1', 'fd12:3456::1', '::ffff:10.0.0.1'],
  'link-local': ['169.254.169.254', 'fe80::1', 'febf::1', '::ffff:169.254.169.254'],
  'shared by carriers': ['100.64.0.1', '100.127.255.255'],
  documentation: ['192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1', '3fff::1'],
  benchmarking: ['198.18.0.1', '198.19.255.255', '2001:2::1'],
  multicast: ['224.0.0.1', '239.255.255.255', 'ff02::1'],
  reserved: ['240.0.0.1', '255.255.255.255', '192.0.0.1', '192.88.99.1', '100::1', 'fec0::1', '5f00::1', '4000::1'],
  translation: ['64:ff9b::a00:1', '64:ff9b:1::1', '2002:a00:1::', '2001:0:a00:1::', '::10.0.0.1', '::ffff:0:10.0.0.1'],
  'in an odd form': ['0x7f000001', '0177.0.0.1', '127.1', '2130706433'],
  'no address': ['', 'localhost', 'example.org', '1.2.3.4.5', '[::1]'],
};

test.each(Object.entries(inside))('%s is not global', (_, addresses) => {
  expect(addresses.filter(isGlobalAddress)).toEqual([]);
});

test('addresses of the public Internet are', () => {
  const outside = [
    ...['1.1.1.1', '8.8.8.8', '9.255.255.255', '11.0.0.1', '100.63.255.255', '100.128.0.1', '126.255.255.255'],
    ...['128.0.0.1', '172.15.255.255', '172.32.0.1', '192.167.255.255', '192.169.0.1', '223.255.255.255'],
    ...['2606:4700::1111', '2a00:1450:4001::1', '::ffff:8.8.8.8'],
  ];
  expect(outside.filter((address) => !isGlobalAddress(address))).toEqual([]);
});
