import { isVerificationOff, isVerified } from './verification.js';

test('Node reads 0 alone as off', () => {
  expect([undefined, '', '1', '0'].map((value) => isVerificationOff({ NODE_TLS_REJECT_UNAUTHORIZED: value }))).toEqual([
    false,
    false,
    false,
    true,
  ]);
});

test.each([
  ['postgres://db/x?sslmode=no-verify', false],
  ['postgres://db/x?sslmode=require&uselibpqcompat=true', false],
  ['postgres://db/x?sslmode=verify-full&sslrootcert=/ca.pem', true],
  ['smtps://mail?tls.rejectUnauthorized=false', false],
  ['smtps://mail?TLS.rejectUnauthorized=false', false],
  ['smtp://mail?requireTLS=true', true],
])('%s: verified %s', (address, verified) => {
  expect(isVerified(address)).toBe(verified);
});
