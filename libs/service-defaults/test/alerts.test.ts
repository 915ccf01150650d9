import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { messagingMigrations } from '@opencircle/messaging';
import { migrate, persistenceMigrations } from '@opencircle/persistence';
import { CertificateFolder, testAuthority, testBrokers, testDatabase, topicPrefix } from '@opencircle/testing';
import { createApplication } from '../src/index.js';
import { definitionOf, tokenIssuer, variables } from './tiny-service.js';

const root = resolve(import.meta.dirname, '../../..');
const rules = readFileSync(resolve(root, 'deploy/prometheus/rules.yml'), 'utf8');

/** The metrics that a rule file's expressions ask for: its only words with an underscore. */
function metricsIn(text: string): string[] {
  const expressions = [...text.matchAll(/^\s+expr: (.*)$/gm)].map(([, expression]) => expression ?? '');
  return [...new Set(expressions.flatMap((expression) => expression.match(/[a-z]+_\w+/g) ?? []))];
}

test('every alert asks for a metric that services have, and names a runbook that is there', async () => {
  const database = await testDatabase();
  await migrate(database.ownerUrl, [...persistenceMigrations, ...messagingMigrations]);
  const folder = await CertificateFolder.with(await (await testAuthority()).issue());
  const environment = {
    ...variables,
    ...folder.variables,
    DATABASE_URL: database.serviceUrl,
    KAFKA_BROKERS: testBrokers(),
    TOPIC_PREFIX: await topicPrefix(),
  };
  const keys = (await tokenIssuer()).keys();
  const app = await createApplication(definitionOf([], { entities: [] }), { variables: environment, keys });
  try {
    const { body } = await app.inject({ method: 'GET', url: '/metrics' });
    const exported = new Set([...body.matchAll(/^# TYPE (\w+) /gm)].map(([, name]) => name));
    const unknown = (text: string) => metricsIn(text).filter((name) => !exported.has(name));
    expect(metricsIn(rules).length).toBeGreaterThan(4);
    expect(unknown(rules)).toEqual([]);
    expect(metricsIn(rules)).toContain('tls_certificate_remaining_seconds');
    expect(unknown(rules.replaceAll('messaging_parked_events', 'messaging_parked'))).toEqual(['messaging_parked']);
    expect(unknown(rules.replaceAll('tls_certificate_', 'tls_'))).toEqual(['tls_remaining_seconds']);
  } finally {
    await app.close();
    await Promise.all([database.drop(), folder.remove()]);
  }
  const runbooks = [...rules.matchAll(/runbook_url: (.*)$/gm)].map(([, file]) => file ?? '');
  expect(runbooks).toHaveLength((rules.match(/- alert:/g) ?? []).length);
  expect(runbooks.filter((file) => !existsSync(resolve(root, file)))).toEqual([]);
});
