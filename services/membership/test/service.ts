import { randomBytes } from 'node:crypto';
import { TokenIssuer } from '@opencircle/auth';
import { dataSource, migrate } from '@opencircle/persistence';
import { createApplication } from '@opencircle/service-defaults';
import { testBrokers, testDatabase, topicPrefix } from '@opencircle/testing';
import { BootstrapAdmin } from '../src/person/bootstrap-admin.js';
import { membership } from '../src/service.js';

export const admin = { email: 'admin@opencircle.example', password: 'seven lamps near the ferry', displayName: 'Ada' };
export const serviceSecret = 'a-secret-of-notifications';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read answers of every shape
export type Answer = { status: number; body: any; headers: Record<string, unknown>; text: string };

/** The items of a list answer. */
export function itemsOf<Item>({ body }: Answer): Item[] {
  return (body as { items: Item[] }).items;
}

/** What a problem points at, sorted. */
export function pointersOf({ body }: Answer): string[] {
  return (body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer).sort();
}

/** The whole service on a database of its own, and one admin who can sign in. `more`: variables beside the usual ones. */
export async function startMembership(more: Record<string, string> = {}) {
  const [database, prefix] = await Promise.all([testDatabase(), topicPrefix()]);
  await migrate(database.ownerUrl, membership.migrations);
  const source = await dataSource({ url: database.ownerUrl, name: 'test' }).initialize();
  const variables = {
    PORT: '0',
    LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent',
    ISSUER: 'http://membership.test',
    JWKS_URL: 'http://membership.test/.well-known/jwks.json',
    DATABASE_URL: database.serviceUrl,
    KAFKA_BROKERS: testBrokers(),
    TOPIC_PREFIX: prefix,
    MASTER_KEY: randomBytes(32).toString('base64'),
    LOOKUP_KEY: randomBytes(32).toString('base64'),
    SERVICE_CLIENTS: JSON.stringify({ notifications: serviceSecret }),
    ...more,
  };
  const app = await createApplication(membership, { variables, keys: () => issuer.keys() });
  const issuer = app.get(TokenIssuer, { strict: false });
  await app.get(BootstrapAdmin, { strict: false }).run(admin);
  const call = caller(app);
  return {
    app,
    issuer,
    variables,
    ...call,
    query: <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> => source.query(sql, parameters),
    signIn: async (as: { email: string; password: string } = admin): Promise<string> => {
      const { email, password } = as;
      return (await call.post('/v1/sessions', { email, password })).body.accessToken as string;
    },
    stop: async (): Promise<void> => {
      await app.close();
      await source.destroy();
      await database.drop();
    },
  };
}

export type TestMembership = Awaited<ReturnType<typeof startMembership>>;

function caller(app: Awaited<ReturnType<typeof createApplication>>) {
  const send = async (method: 'GET' | 'POST', url: string, token?: string, payload?: object, more = {}) => {
    const headers = { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...more };
    const answer = await app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
    return {
      status: answer.statusCode,
      body: answer.body === '' ? undefined : answer.json(),
      headers: answer.headers,
      text: answer.body,
    } satisfies Answer;
  };
  return {
    get: (url: string, token?: string): Promise<Answer> => send('GET', url, token),
    post: (url: string, payload: object, token?: string, headers?: Record<string, string>): Promise<Answer> =>
      send('POST', url, token, payload, headers),
  };
}
