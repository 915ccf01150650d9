import { isVerified, verificationFaults } from './verification.js';

test.each([
  [{}, []],
  [{ NODE_TLS_REJECT_UNAUTHORIZED: '', PGSSLMODE: '' }, []],
  [{ NODE_TLS_REJECT_UNAUTHORIZED: '1', PGSSLMODE: 'verify-full' }, []],
  [{ NODE_TLS_REJECT_UNAUTHORIZED: '0' }, ['NODE_TLS_REJECT_UNAUTHORIZED']],
  [{ PGSSLMODE: 'no-verify' }, ['PGSSLMODE']],
])('%j: verification is switched off by %j', (variables, expected) => {
  expect(verificationFaults(variables).map(({ variable }) => variable)).toEqual(expected);
});

test.each([
  ['postgres://db/x?sslmode=no-verify', false],
  ['postgres://db/x?ssl=no-verify', false],
  ['postgres://db/x?ssl=true&ssl=no%2Dverify', false],
  ['postgres://db/x?sslmode=require&uselibpqcompat=true', false],
  ['postgres://db/x?sslmode=verify-full&sslrootcert=/ca.pem', true],
  ['postgres://db/x?ssl=true', true],
  ['smtps://mail?tls.rejectUnauthorized=false', false],
  ['smtps://mail?TLS.rejectUnauthorized=false', false],
  ['smtp://mail?requireTLS=true', true],
])('%s: verified %s', (address, verified) => {
  expect(isVerified(address)).toBe(verified);
});
