import { unencryptedAddresses } from './encrypted-addresses.js';

test.each([
  ['https://a.example'],
  ['smtps://u:p@mail.example'],
  ['smtp://mail.example:587?requireTLS=true'],
  ['postgres://u:p@db.example/x?sslmode=verify-full&sslrootcert=/ca.pem'],
  ['kafka.example:9093'],
  ['any other text'],
  [{ a: 'https://a', b: ['https://b'] }],
  [7],
  [new Uint8Array([104])],
])('%j is encrypted, or no address', (value) => {
  expect(unencryptedAddresses({ SOMETHING: value })).toEqual([]);
});

test.each([
  ['http://a.example', 'https'],
  [['https://a', 'http://b'], 'https'],
  [{ a: { b: 'http://b' } }, 'https'],
  ['smtp://mail.example', 'smtps, or smtp with ?requireTLS=true'],
  ['smtp://mail.example?requireTLS=true&ignoreTLS=true', 'smtps, or smtp with ?requireTLS=true'],
  ['postgres://db.example/x', '?sslmode=verify-full'],
  ['postgresql://db.example/x?sslmode=require', '?sslmode=verify-full'],
  ['postgres://db.example/x?sslmode=verify-full&sslmode=disable', '?sslmode=verify-full'],
])('%j is not', (value, demanded) => {
  expect(unencryptedAddresses({ SOMETHING: value })).toEqual([
    { variable: 'SOMETHING', rule: `DEMAND_TLS=true demands ${demanded}` },
  ]);
});

test('an address that is told and never called may be of one’s own machine, and is https otherwise', () => {
  const told = (host: string) => ({ ISSUER: host, PUBLIC_URL: host, MAIL_PAGE_URL: host });
  expect(unencryptedAddresses(told('http://localhost:4800'))).toEqual([]);
  expect(unencryptedAddresses(told('https://circle.example'))).toEqual([]);
  expect(unencryptedAddresses(told('http://circle.example')).map(({ variable }) => variable)).toEqual([
    'ISSUER',
    'PUBLIC_URL',
    'MAIL_PAGE_URL',
  ]);
  expect(unencryptedAddresses({ SOMETHING: 'http://localhost:4800' })).toHaveLength(1);
});
