import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import {
  createDatabase,
  createTopics,
  dropDatabase,
  freePort,
  launch,
  runToEnd,
  untilReady,
  type DatabaseUrls,
  type RunningProcess,
} from '@opencircle/backing-services';

const root = resolve(import.meta.dirname, '../../../..');
const services = ['membership', 'listings', 'matching', 'notifications'] as const;
type Service = (typeof services)[number];

/** Seconds that an access token lasts here, and that a key is published before it signs: real times, shortened. */
export const TOKEN_SECONDS = 8;
export const LEAD_SECONDS = 5;

/** Where people would see the console: passkeys are bound to it. */
export const PUBLIC_URL = 'http://localhost:4800';

export const ISSUER = 'http://membership.test';
export const SERVICE_SECRET = 'a-secret-of-notifications';
export const admin = { email: 'admin@example.org', password: 'seven lamps near the ferry' };

/** Four services as processes of their own, membership twice, on real PostgreSQL and Kafka. */
export type TokenGround = {
  /** Addresses: both replicas of membership, and every process that judges tokens. */
  readonly membership: readonly [string, string];
  readonly judges: readonly { readonly name: string; readonly url: string }[];
  readonly membershipDatabase: DatabaseUrls;
  readonly masterKey: Buffer;
  readonly lookupKey: Buffer;
  /** `main.js WORD` of membership. */
  command(word: string, name: string): Promise<void>;
  stop(): Promise<void>;
};

type Backing = { readonly postgresUrl: string; readonly brokers: string };

export async function startTokenGround(backing: Backing, folder: string): Promise<TokenGround> {
  const tag = randomBytes(4).toString('hex');
  const prefix = `tokens-${tag}.`;
  await createTopics(backing.brokers, prefix);
  const [masterKey, lookupKey] = [randomBytes(32), randomBytes(32)];
  const ports: Record<string, number> = {};
  for (const name of [...services, 'membership-2']) ports[name] = await freePort();
  const url = (name: string) => `http://127.0.0.1:${ports[name]}`;
  const databases = new Map<Service, DatabaseUrls>();
  for (const name of services) {
    const database = { name: `tokens_${name}_${tag}`, ownerPassword: 'owner', servicePassword: 'service' };
    databases.set(name, await createDatabase(backing.postgresUrl, database));
  }
  const environmentOf = (service: Service, name: string) => ({
    PATH: process.env['PATH'],
    NODE_ENV: 'production',
    TZ: 'UTC',
    LOG_LEVEL: process.env['PROVE_LOG'] ?? 'error',
    PORT: String(ports[name]),
    ISSUER,
    JWKS_URL: `${url('membership')}/.well-known/jwks.json`,
    DATABASE_URL: databases.get(service)?.serviceUrl,
    MIGRATION_DATABASE_URL: databases.get(service)?.ownerUrl,
    KAFKA_BROKERS: backing.brokers,
    TOPIC_PREFIX: prefix,
    // Its people have passwords that it knows.
    DEMO: 'true',
    ...(service === 'membership' && {
      MASTER_KEY: masterKey.toString('base64'),
      LOOKUP_KEY: lookupKey.toString('base64'),
      PUBLIC_URL,
      SERVICE_CLIENTS: JSON.stringify({ notifications: SERVICE_SECRET }),
      ACCESS_TOKEN_SECONDS: String(TOKEN_SECONDS),
      KEY_LEAD_SECONDS: String(LEAD_SECONDS),
      ADMIN_EMAIL: admin.email,
      ADMIN_PASSWORD: admin.password,
      ADMIN_NAME: 'Ada',
    }),
    ...(service === 'notifications' && {
      SMTP_URL: 'smtp://127.0.0.1:9',
      MAIL_FROM: 'OpenCircle <post@example.org>',
      MEMBERSHIP_URL: url('membership'),
      SERVICE_SECRET,
      PUBLIC_URL,
    }),
  });
  const planOf = (service: Service, name: string, ...args: string[]) => ({
    name,
    command: process.execPath,
    args: ['--disable-warning=TimeoutNegativeWarning', join(root, `services/${service}/dist/main.js`), ...args],
    env: environmentOf(service, service === 'membership' && name !== 'membership-2' ? 'membership' : name),
    cwd: root,
    logFile: join(folder, `${name}.log`),
  });
  const started: RunningProcess[] = [];
  const stop = async () => {
    await Promise.all(started.map((one) => one.stop()));
    for (const name of services) await dropDatabase(backing.postgresUrl, `tokens_${name}_${tag}`);
  };
  const command = (word: string, name: string) => runToEnd(planOf('membership', name, word));
  try {
    await Promise.all(services.map((name) => runToEnd(planOf(name, name, 'migrate'))));
    await command('bootstrap-admin', 'bootstrap-admin');
    const processes = [...services.map((name) => [name, name] as const), ['membership', 'membership-2'] as const];
    await Promise.all(
      processes.map(async ([service, name]) => {
        const running = launch(planOf(service, name));
        started.push(running);
        await untilReady(running, () => isReady(`${url(name)}/health/ready`));
      }),
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    membership: [url('membership'), url('membership-2')],
    judges: [...services, 'membership-2'].map((name) => ({ name, url: url(name) })),
    membershipDatabase: databases.get('membership') as DatabaseUrls,
    masterKey,
    lookupKey,
    command,
    stop,
  };
}

async function isReady(url: string): Promise<boolean> {
  return fetch(url).then(
    async (answer) => (await answer.text(), answer.ok),
    () => false,
  );
}
