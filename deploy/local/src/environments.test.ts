import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finderEnvironment, gatewayEnvironment, serviceEnvironment, type Facts } from './environments.js';
import { layoutOf } from './layout.js';
import { secretsIn } from './secrets.js';

const data = mkdtempSync(join(tmpdir(), 'opencircle-environments-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

test('each part believes the authorities of whoever starts the stack, and verifies', () => {
  const urls = { serviceUrl: 'postgres://db/x', ownerUrl: 'postgres://db/x' };
  const facts: Facts = {
    layout: layoutOf({ data, port: 4800 }),
    secrets: secretsIn(data),
    databases: { listings: urls, matching: urls, membership: urls, notifications: urls },
    brokers: 'kafka:9093',
    kafkaAccess: {},
    demo: false,
  };
  Object.assign(process.env, { NODE_EXTRA_CA_CERTS: '/ca.pem', NODE_TLS_REJECT_UNAUTHORIZED: '0' });
  const parts = [serviceEnvironment('membership', facts), finderEnvironment(facts), gatewayEnvironment(facts)];
  for (const part of parts) {
    expect(part).toMatchObject({ NODE_EXTRA_CA_CERTS: '/ca.pem' });
    expect(part).not.toHaveProperty('NODE_TLS_REJECT_UNAUTHORIZED');
  }
});
