import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { commandConnection } from './command-connection.js';

const folder = mkdtempSync(join(tmpdir(), 'kafka-settings-'));
const ca = join(folder, 'ca.pem');
const noPem = join(folder, 'no.pem');
const brokers = { KAFKA_BROKERS: 'a:1, b:2' };

beforeAll(() => {
  writeFileSync(ca, rootCertificates[0] ?? '');
  writeFileSync(noPem, 'hunter2');
});

afterAll(() => rmSync(folder, { recursive: true }));

test('addresses, TLS and login become one connection', () => {
  expect(commandConnection({ ...brokers, KAFKA_USERNAME: '' }).connection).toEqual({ brokers: ['a:1', 'b:2'] });
  const all = {
    ...brokers,
    DEMAND_TLS: 'true',
    KAFKA_TLS: 'true',
    KAFKA_CA_FILE: ca,
    KAFKA_USERNAME: 'me',
    KAFKA_PASSWORD: 'pw',
  };
  expect(commandConnection(all).connection).toEqual({
    brokers: ['a:1', 'b:2'],
    tls: { ca: rootCertificates[0] },
    login: { mechanism: 'scram-sha-512', username: 'me', password: 'pw' },
  });
});

test.each([
  [{ KAFKA_BROKERS: '' }, 'KAFKA_BROKERS is missing (host:port,host:port)'],
  [{ KAFKA_USERNAME: 'me' }, 'KAFKA_PASSWORD must be set with KAFKA_USERNAME'],
  [{ KAFKA_PASSWORD: 'hunter2' }, 'KAFKA_USERNAME must be set with KAFKA_PASSWORD'],
  [{ KAFKA_CA_FILE: ca }, 'KAFKA_CA_FILE needs KAFKA_TLS=true'],
  [{ KAFKA_TLS: 'true', KAFKA_CERT_FILE: ca }, 'KAFKA_KEY_FILE must be set with KAFKA_CERT_FILE'],
  [{ KAFKA_TLS: 'true', KAFKA_CA_FILE: noPem }, 'KAFKA_CA_FILE must be a PEM file of certificates'],
  [{ KAFKA_TLS: 'true', KAFKA_CA_FILE: join(folder, 'x') }, 'KAFKA_CA_FILE names a file that cannot be read (ENOENT)'],
  [
    { KAFKA_USERNAME: 'me', KAFKA_PASSWORD: 'hunter2', KAFKA_SASL_MECHANISM: 'plain' },
    'KAFKA_SASL_MECHANISM plain would send the password in clear: needs KAFKA_TLS=true',
  ],
  [{ DEMAND_TLS: 'true' }, 'KAFKA_TLS DEMAND_TLS=true demands true'],
  [
    { KAFKA_TLS: 'true', NODE_TLS_REJECT_UNAUTHORIZED: '0' },
    'NODE_TLS_REJECT_UNAUTHORIZED must not be 0: certificates are always verified; NODE_EXTRA_CA_CERTS names authorities of your own',
  ],
])('%j is refused by name', (variables, fault) => {
  expect(commandConnection({ ...brokers, ...variables }).wrong).toEqual([fault]);
});
