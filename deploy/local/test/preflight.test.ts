import { createServer } from 'node:net';
import { once } from 'node:events';
import { explain, preflight } from '../bootstrap/preflight.mjs';

const programs: Record<string, string> = {
  npm: '10.8.2',
  java: 'openjdk version "21.0.1" 2023-10-17',
  mvn: 'Apache Maven 3.9',
};
const machine = { nodeVersion: '20.20.2', ports: {}, folder: '/', environment: {}, freeBytes: () => 5 * 1024 ** 3 };
const withPrograms = (changes: Record<string, string | undefined>) => (command: string) =>
  ({ ...programs, ...changes })[command];

async function said(changes: object): Promise<string> {
  return explain(await preflight({ ...machine, ask: withPrograms({}), ...changes }));
}

test('says nothing about a machine that has all', async () => {
  expect(await said({})).toBe('');
  expect(
    await said({ environment: { DEMAND_TLS: 'false', NODE_TLS_REJECT_UNAUTHORIZED: '1', PGSSLMODE: 'prefer' } }),
  ).toBe('');
});

test.each([
  ['an old Node.js', { nodeVersion: '18.19.0' }, /Node\.js 18\.19\.0 is too old[^]*fix: https:\/\/nodejs/],
  ['no npm', { ask: withPrograms({ npm: undefined }) }, /npm is missing/],
  ['no Java', { ask: withPrograms({ java: undefined }) }, /Java is missing[^]*fix: apt-get[^]*without: KAFKA_BROKERS=/],
  ['an old Java', { ask: withPrograms({ java: 'java version "1.8.0_392"' }) }, /Java 8 is too old/],
  ['no Maven', { ask: withPrograms({ mvn: undefined }) }, /Maven is missing[^]*without: KAFKA_BROKERS=/],
  [
    'a demand for TLS',
    { environment: { DEMAND_TLS: 'true' } },
    /DEMAND_TLS: the parts of this stack speak plain http[^]*fix: unset DEMAND_TLS/,
  ],
  [
    'certificates that are not verified',
    { environment: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } },
    /NODE_TLS_REJECT_UNAUTHORIZED must not be 0[^]*NODE_EXTRA_CA_CERTS/,
  ],
  [
    'certificates of databases that are not verified',
    { environment: { PGSSLMODE: 'no-verify' } },
    /PGSSLMODE must not be no-verify/,
  ],
  ['a full disk', { freeBytes: () => 1024 ** 3 }, /only 1\.0 GB are free below \/: 2 GB/],
])('names %s with the way out', async (_, changes, message) => {
  expect(await said(changes)).toMatch(message);
});

test('names everything at once, and needs neither Java nor Maven for a Kafka elsewhere', async () => {
  const bare = { ask: () => undefined, nodeVersion: '16.0.0' };
  expect((await said(bare)).match(/✗/g)).toHaveLength(4);
  expect(await said({ ...bare, kafkaBrokers: 'kafka:9092' })).not.toMatch(/Java|Maven/);
  expect(await said({ ...bare, hasKafka: true })).not.toContain('Maven is missing');
});

test('names the port that somebody has, and another first port', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  expect(await said({ ports: { gateway: port } })).toMatch(
    new RegExp(`port ${port} \\(gateway\\)[^]*--port ${port + 1000}`),
  );
  server.close();
});
