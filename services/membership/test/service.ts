import { randomBytes } from 'node:crypto';
import { SoftwarePasskey, type CreationOptions, type RequestOptions } from '@opencircle/software-passkey';
import { TokenIssuer } from '@opencircle/auth';
import { dataSource, migrate } from '@opencircle/persistence';
import { createApplication } from '@opencircle/service-defaults';
import { testBrokers, testDatabase, topicPrefix } from '@opencircle/testing';
import { Secret, TOTP } from 'otpauth';
import { BootstrapAdmin } from '../src/person/bootstrap-admin.js';
import { membership } from '../src/service.js';

export const admin = { email: 'admin@opencircle.example', password: 'seven lamps near the ferry', displayName: 'Ada' };
export const publicUrl = 'http://localhost:4800';
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
    PUBLIC_URL: publicUrl,
    MASTER_KEY: randomBytes(32).toString('base64'),
    LOOKUP_KEY: randomBytes(32).toString('base64'),
    SERVICE_CLIENTS: JSON.stringify({ notifications: serviceSecret }),
    // Tests make people with passwords that they know.
    DEMO: 'true',
    ...more,
  };
  const app = await createApplication(membership, { variables, keys: () => issuer.keys() });
  const issuer = app.get(TokenIssuer, { strict: false });
  await app.get(BootstrapAdmin, { strict: false }).run(admin);
  const call = caller(app);
  const passkeys = new Map<string, SoftwarePasskey>();
  return {
    app,
    issuer,
    variables,
    ...call,
    query: <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> => source.query(sql, parameters),
    /** An access token with every role that the person holds; who must have a second factor is given a passkey. */
    signIn: async (as: Credentials = admin): Promise<string> => (await signIn(call, passkeys, as)).accessToken,
    signInWhole: (as: Credentials = admin): Promise<Tokens> => signIn(call, passkeys, as),
    passkeys,
    stop: async (): Promise<void> => {
      await app.close();
      await source.destroy();
      await database.drop();
    },
  };
}

export type TestMembership = Awaited<ReturnType<typeof startMembership>>;

type Credentials = { email: string; password: string };
type Tokens = { accessToken: string; refreshToken: string };
type Call = ReturnType<typeof caller>;

async function signIn(call: Call, passkeys: Map<string, SoftwarePasskey>, as: Credentials): Promise<Tokens> {
  const { email, password } = as;
  const { status, body } = await call.post('/v1/sessions', { email, password });
  const passkey = passkeys.get(email);
  if (status === 202 && passkey !== undefined) {
    const answer = passkey.authenticate(body.passkey as RequestOptions, publicUrl);
    const second = { challenge: body.challenge as string, factor: 'passkey', answer };
    return (await call.post('/v1/session-challenges', second)).body as Tokens;
  }
  const tokens = body as Tokens;
  if (!(await call.get('/v1/me', tokens.accessToken)).body.mustEnrol) return tokens;
  passkeys.set(email, await enrolPasskey(call, tokens.accessToken));
  return (await call.post('/v1/session-refreshes', { refreshToken: tokens.refreshToken })).body as Tokens;
}

export async function enrolPasskey(call: Pick<Call, 'post'>, token: string): Promise<SoftwarePasskey> {
  const passkey = SoftwarePasskey.create();
  const { body } = await call.post('/v1/me/passkey-enrolments', {}, token);
  const answer = passkey.register(body.options as CreationOptions, publicUrl);
  const { status } = await call.post('/v1/me/passkeys', { challenge: body.challenge as string, answer }, token);
  if (status !== 201) throw new Error(`enrolling a passkey answered ${status}`);
  return passkey;
}

/** Makes an authenticator app of the account; codes are those of `steps` from now. */
export async function enrolTotp(call: Pick<Call, 'post'>, token: string): Promise<(steps?: number) => string> {
  const { body } = await call.post('/v1/me/totp-enrolments', {}, token);
  const totp = new TOTP({ secret: Secret.fromBase32(body.secret as string) });
  const code = (steps = 0) => totp.generate({ timestamp: Date.now() + steps * 30_000 });
  const answer = await call.post('/v1/me/totp', { code: code(-1) }, token);
  if (answer.status !== 204) throw new Error(`enrolling TOTP answered ${answer.status}`);
  return code;
}

/** What a token is answered once this replica has looked at the table of revocations again. */
export async function settled(service: Pick<Call, 'get'>, token: string): Promise<unknown> {
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const { status, body } = await service.get('/v1/me', token);
  return status === 200 ? status : body.code;
}

export function caller(app: Awaited<ReturnType<typeof createApplication>>) {
  const send = async (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    token?: string,
    payload?: object,
    more = {},
  ) => {
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
    delete: (url: string, token?: string): Promise<Answer> => send('DELETE', url, token),
    put: (url: string, payload: object, token?: string): Promise<Answer> => send('PUT', url, token, payload),
    post: (url: string, payload: object, token?: string, headers?: Record<string, string>): Promise<Answer> =>
      send('POST', url, token, payload, headers),
  };
}
