import { isSecureForPeople } from './public-address.js';

test.each([
  ['https://circle.example', true],
  ['http://localhost:4800', true],
  ['http://127.0.0.1:4800', true],
  ['http://[::1]:4800', true],
  ['http://circle.example', false],
  ['http://localhost.circle.example', false],
  ['http://10.0.0.4', false],
])('%s: %s', (address, secure) => {
  expect(isSecureForPeople(address)).toBe(secure);
});
