import { isInsideAddress } from './inside-address.js';

it.each([
  ['127.0.0.1', true],
  ['::ffff:10.1.2.3', true],
  ['172.31.255.255', true],
  ['172.32.0.1', false],
  ['192.168.1.1', true],
  ['203.0.113.7', false],
  ['::1', true],
  ['fd12::1', true],
  ['2001:db8::1', false],
  ['localhost', false],
  ['', false],
])('%j is inside: %s', (address, inside) => {
  expect(isInsideAddress(address)).toBe(inside);
});
