import { z } from 'zod';
import { BadEnvironment, parseEnvironment, parseMigrationEnvironment } from './environment.js';

const own = z.object({ SECRET: z.string().min(32), CLIENTS: z.string().default('{}') });
const needs = { database: true, messaging: true };
const good = {
  PORT: '4801',
  ISSUER: 'http://127.0.0.1:4803',
  JWKS_URL: 'http://127.0.0.1:4803/.well-known/jwks.json',
  DATABASE_URL: 'postgres://service:pw@127.0.0.1:4810/listings',
  KAFKA_BROKERS: '127.0.0.1:4811, 127.0.0.1:4812',
  SECRET: 'x'.repeat(32),
};

test('a good environment is typed, with defaults', () => {
  const { KAFKA_BROKERS: _, ...rest } = good;
  expect(parseEnvironment(own, needs, { ...good, DEMO: 'true', UNRELATED: 'x' })).toEqual({
    ...rest,
    PORT: 4801,
    HOST: '127.0.0.1',
    LOG_LEVEL: 'info',
    DEMO: true,
    DEMAND_TLS: false,
    REQUEST_LIMIT_FACTOR: 1,
    KAFKA: { brokers: ['127.0.0.1:4811', '127.0.0.1:4812'] },
    TOPIC_PREFIX: '',
    DATABASE_POOL_SIZE: 16,
    IDEMPOTENCY_RETENTION_HOURS: 48,
    KAFKA_CLIENT: 'kafkajs',
    CONSUMER_MODE: 'batch',
    RELAY_SHARDS: 1,
    MESSAGE_RETENTION_HOURS: 168,
    CLIENTS: '{}',
  });
});

test('every wrong variable is named at once, by rule and without its value', () => {
  const bad = {
    ...good,
    PORT: 'eighty',
    SECRET: 'hunter2',
    DATABASE_URL: 'mysql://root:hunter2@x/y',
    ISSUER: '',
    KAFKA_BROKERS: ',',
  };
  let fault: unknown;
  try {
    parseEnvironment(own, needs, bad);
  } catch (error) {
    fault = error;
  }
  expect(fault).toBeInstanceOf(BadEnvironment);
  const { faults, message } = fault as BadEnvironment;
  expect(faults.map(({ variable }) => variable).sort()).toEqual([
    'DATABASE_URL',
    'ISSUER',
    'KAFKA_BROKERS',
    'PORT',
    'SECRET',
  ]);
  expect(message).toMatch(/ISSUER\s+is missing/);
  expect(message).not.toMatch(/hunter2|eighty/);
});

test.each(['ISSUER', 'JWKS_URL'])('%s is http or https', (variable) => {
  expect(() => parseEnvironment(own, needs, { ...good, [variable]: 'ftp://issuer.example' })).toThrow(
    new RegExp(`^ {2}${variable} `),
  );
});

test('a service without database and messaging needs neither variable', () => {
  const { DATABASE_URL: _, KAFKA_BROKERS: __, ...rest } = good;
  expect(() => parseEnvironment(own, { database: false, messaging: false }, rest)).not.toThrow();
  expect(() => parseEnvironment(own, needs, rest)).toThrow(BadEnvironment);
});

test('migrate needs the owner’s address and nothing else', () => {
  expect(parseMigrationEnvironment({ MIGRATION_DATABASE_URL: good.DATABASE_URL })).toBe(good.DATABASE_URL);
  expect(() => parseMigrationEnvironment({})).toThrow(/MIGRATION_DATABASE_URL\s+is missing/);
});

test('where our own parts are is for services alone, and judged like proxies', () => {
  const inside = (text: string, edge = false) =>
    parseEnvironment(own, { ...needs, edge }, { ...good, INSIDE_NETWORKS: text }).INSIDE_NETWORKS;
  expect(inside('10.0.0.4, 2001:db8:7::/48')).toEqual(['10.0.0.4', '2001:db8:7::/48']);
  expect([inside(''), inside('10.0.0.4', true)]).toEqual([undefined, undefined]);
  expect(() => inside('cluster.local')).toThrow(/INSIDE_NETWORKS {2}must be IP addresses or CIDR ranges/);
  expect(() => inside('0.0.0.0/0')).toThrow(/INSIDE_NETWORKS {2}must not hold a range of every address/);
});

describe('TRUSTED_PROXIES', () => {
  const edge = { database: false, messaging: false, edge: true };
  const { DATABASE_URL: _, KAFKA_BROKERS: __, ...alone } = good;
  const proxiesOf = (text: string) => parseEnvironment(own, edge, { ...alone, TRUSTED_PROXIES: text }).TRUSTED_PROXIES;

  test.each([
    ['', []],
    ['10.0.0.4', ['10.0.0.4']],
    ['10.0.0.4, 10.1.0.0/16,2001:db8::7,fd00::/8', ['10.0.0.4', '10.1.0.0/16', '2001:db8::7', 'fd00::/8']],
  ])('%j is read', (text, expected) => {
    expect(proxiesOf(text)).toEqual(expected);
  });

  test.each([
    ['proxy.example', /TRUSTED_PROXIES {2}must be IP addresses or CIDR ranges/],
    ['10.0.0.4,10.0.0.0/33', /TRUSTED_PROXIES {2}must be IP addresses or CIDR ranges/],
    ['loopback', /TRUSTED_PROXIES {2}must be IP addresses or CIDR ranges/],
    ['true', /TRUSTED_PROXIES {2}must be IP addresses or CIDR ranges/],
    ['0.0.0.0/0', /TRUSTED_PROXIES {2}must not hold a range of every address/],
    ['10.0.0.4,::/0', /TRUSTED_PROXIES {2}must not hold a range of every address/],
  ])('%s is refused', (text, why) => {
    expect(() => proxiesOf(text)).toThrow(why);
  });

  test('is for the edge alone', () => {
    const seen = parseEnvironment(own, needs, { ...good, TRUSTED_PROXIES: '10.0.0.4' });
    expect(seen).not.toHaveProperty('TRUSTED_PROXIES');
  });
});

describe('TLS', () => {
  const faults = (variables: Record<string, string>): string[] => {
    try {
      parseEnvironment(z.object({ SMTP_URL: z.string().optional(), SERVICE_URLS: json.optional() }), needs, {
        ...good,
        ...variables,
      });
      return [];
    } catch (error) {
      return (error as BadEnvironment).faults.map(({ variable, rule }) => `${variable} ${rule}`);
    }
  };
  const json = z.string().transform((text) => JSON.parse(text) as Record<string, string>);

  test('a certificate needs its key, the key its certificate', () => {
    expect(faults({ TLS_CERT_FILE: '/a.pem' })).toEqual(['TLS_KEY_FILE must be set with TLS_CERT_FILE']);
    expect(faults({ TLS_KEY_FILE: '/a.pem' })).toEqual(['TLS_CERT_FILE must be set with TLS_KEY_FILE']);
  });

  test('nothing starts where certificates are not verified', () => {
    const off = { NODE_TLS_REJECT_UNAUTHORIZED: '0' };
    expect(faults(off)).toEqual([expect.stringMatching(/^NODE_TLS_REJECT_UNAUTHORIZED must not be 0/)]);
    expect(() => parseMigrationEnvironment({ MIGRATION_DATABASE_URL: good.DATABASE_URL, ...off })).toThrow(
      /NODE_TLS_REJECT_UNAUTHORIZED {2}must not be 0/,
    );
    expect(faults({ PGSSLMODE: 'no-verify' })).toEqual([expect.stringMatching(/^PGSSLMODE must not be no-verify/)]);
    for (const query of ['sslmode=no-verify', 'ssl=no-verify', 'uselibpqcompat=true&sslmode=require']) {
      const url = `${good.DATABASE_URL}?${query}`;
      expect(faults({ DATABASE_URL: url })).toEqual([expect.stringMatching(/^DATABASE_URL must not leave/)]);
    }
  });

  test('DEMAND_TLS=true names everything that is served or called without', () => {
    const plain = { SMTP_URL: 'smtp://mail', SERVICE_URLS: '{"listings":"https://a","matching":"http://b"}' };
    expect(faults({ ...plain, DEMAND_TLS: 'true' }).sort()).toEqual([
      'DATABASE_URL DEMAND_TLS=true demands ?sslmode=verify-full',
      'JWKS_URL DEMAND_TLS=true demands https',
      'KAFKA_TLS DEMAND_TLS=true demands true',
      'SERVICE_URLS DEMAND_TLS=true demands https',
      'SMTP_URL DEMAND_TLS=true demands smtps, or smtp with ?requireTLS=true',
      'TLS_CERT_FILE must be set with TLS_KEY_FILE: DEMAND_TLS=true demands https',
    ]);
    const [told, confused] = [{ ISSUER: 'http://circle.example' }, { PGSSLMODE: 'verify-full' }];
    expect(faults({ ...told, ...confused, DEMAND_TLS: 'true' })).toEqual(
      expect.arrayContaining([
        'DATABASE_URL DEMAND_TLS=true demands ?sslmode=verify-full',
        'ISSUER DEMAND_TLS=true demands https',
      ]),
    );
    const migration = { MIGRATION_DATABASE_URL: good.DATABASE_URL, DEMAND_TLS: 'true' };
    expect(() => parseMigrationEnvironment(migration)).toThrow(/MIGRATION_DATABASE_URL {2}DEMAND_TLS=true demands/);
  });
});
