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
  type RunningProcess,
} from '@opencircle/backing-services';
import { Mint } from './mint.js';
import type { Probed, Sabotage } from './probe.js';

export const services = ['membership', 'listings', 'matching', 'notifications'] as const;
export type ServiceName = (typeof services)[number];

export const root = resolve(import.meta.dirname, '../../../..');
export const probe = join(root, 'tools/prove/dist/http/probe.js');
export const ISSUER = 'http://membership.test';

/** The account of `bootstrap-admin`. */
const admin = { email: 'admin@example.org', password: 'seven lamps near the ferry' };

export type Ground = {
  /** Of the services that run, by name. */
  readonly urls: ReadonlyMap<ServiceName, string>;
  readonly mint: Mint;
  /** Where its events travel. */
  readonly kafka: { readonly brokers: string; readonly prefix: string };
  /** Past row-level security and constraints: a superuser's connection to a service's database. */
  superUrl(service: ServiceName): string;
  /** What the probe in the service has seen since it was last asked with `afresh`. */
  probed(service: ServiceName, afresh?: 'afresh'): Promise<Probed>;
  /** The same ground, but for one service, in whose place is another process, about the same world, that is wrong on purpose. */
  sabotaged(service: ServiceName, wrong: Wrong): Promise<Ground>;
  stop(): Promise<void>;
};

/** How the probe makes a service wrong. */
export type Wrong = { readonly sabotage: Sabotage } | { readonly bearer: string };

type Backing = { readonly postgresUrl: string; readonly brokers: string };

/** Real services as processes of their own, with their probes, on real PostgreSQL and Kafka. */
export async function startGround(
  backing: Backing,
  folder: string,
  options: { readonly only?: readonly ServiceName[]; readonly sabotage?: Sabotage } = {},
): Promise<Ground> {
  const names = options.only ?? services;
  const tag = randomBytes(4).toString('hex');
  const prefix = `http-${tag}.`;
  const databaseOf = (name: ServiceName) => `http_${name}_${tag}`;
  const secrets = { master: randomBytes(32), lookup: randomBytes(32), service: randomBytes(16).toString('hex') };
  const [urls, probes, databases] = [new Map<ServiceName, string>(), new Map<ServiceName, number>(), new Map()];
  await createTopics(backing.brokers, prefix);
  for (const name of names) {
    urls.set(name, `http://127.0.0.1:${await freePort()}`);
    probes.set(name, await freePort());
    const of = { name: databaseOf(name), ownerPassword: 'owner', servicePassword: 'service' };
    databases.set(name, await createDatabase(backing.postgresUrl, of));
  }
  const environmentOf = (name: ServiceName, url: string) => ({
    PATH: process.env['PATH'],
    NODE_ENV: 'production',
    TZ: 'UTC',
    LOG_LEVEL: process.env['PROVE_LOG'] ?? 'error',
    PORT: new URL(url).port,
    ISSUER,
    JWKS_URL: `${urls.get('membership')}/.well-known/jwks.json`,
    DATABASE_URL: databases.get(name).serviceUrl,
    MIGRATION_DATABASE_URL: databases.get(name).ownerUrl,
    KAFKA_BROKERS: backing.brokers,
    TOPIC_PREFIX: prefix,
    PUBLIC_URL: 'http://localhost:4800',
    // All of a proof's requests come from one address.
    REQUEST_LIMIT_FACTOR: '10000',
    // Its people have passwords that it knows.
    DEMO: 'true',
    ...(name === 'membership' && {
      MASTER_KEY: secrets.master.toString('base64'),
      LOOKUP_KEY: secrets.lookup.toString('base64'),
      SERVICE_CLIENTS: JSON.stringify({ notifications: secrets.service }),
      ADMIN_EMAIL: admin.email,
      ADMIN_PASSWORD: admin.password,
      ADMIN_NAME: 'Ada',
    }),
    ...(name === 'notifications' && {
      SMTP_URL: 'smtp://127.0.0.1:9',
      MAIL_FROM: 'OpenCircle <post@example.org>',
      MEMBERSHIP_URL: urls.get('membership'),
      SERVICE_SECRET: secrets.service,
    }),
  });
  const planOf = (name: ServiceName, url: string, before: readonly string[], ...args: string[]) => ({
    name,
    command: process.execPath,
    args: ['--disable-warning=TimeoutNegativeWarning', ...before, join(root, `services/${name}/dist/main.js`), ...args],
    env: environmentOf(name, url),
    cwd: root,
    logFile: join(folder, `${tag}-${name}.log`),
  });
  const started: RunningProcess[] = [];
  const startOne = async (name: ServiceName, url: string, probePort: number, wrong?: Wrong) => {
    const asked = new URLSearchParams({ port: String(probePort), ...wrong });
    const running = launch(planOf(name, url, ['--import', `file://${probe}?${asked.toString()}`]));
    started.push(running);
    await untilReady(running, () => isReady(`${url}/health/ready`));
    return running;
  };
  const command = (name: ServiceName, command: string) => runToEnd(planOf(name, urls.get(name) as string, [], command));
  const stop = async () => {
    await Promise.all(started.map((one) => one.stop()));
    for (const name of names) await dropDatabase(backing.postgresUrl, databaseOf(name));
  };
  try {
    await Promise.all(names.map((name) => command(name, 'migrate')));
    await command('membership', 'bootstrap-admin');
    const wrong = options.sabotage === undefined ? undefined : { sabotage: options.sabotage };
    await Promise.all(names.map((name) => startOne(name, urls.get(name) as string, probes.get(name) as number, wrong)));
    const superUrl = (service: ServiceName) => {
      const url = new URL(backing.postgresUrl);
      url.pathname = `/${databaseOf(service)}`;
      return url.href;
    };
    const ground: Ground = {
      urls,
      mint: await Mint.of(superUrl('membership'), secrets, ISSUER),
      superUrl,
      kafka: { brokers: backing.brokers, prefix },
      probed: (service, afresh) => probedAt(probes.get(service) as number, afresh),
      sabotaged: async (service, how) => {
        const [url, port] = [`http://127.0.0.1:${await freePort()}`, await freePort()];
        const running = await startOne(service, url, port, how);
        const probed: Ground['probed'] = (name, afresh) =>
          name === service ? probedAt(port, afresh) : ground.probed(name, afresh);
        return { ...ground, urls: new Map([...urls, [service, url]]), probed, stop: () => running.stop() };
      },
      stop,
    };
    return ground;
  } catch (error) {
    await stop();
    throw error;
  }
}

export async function isReady(url: string): Promise<boolean> {
  return fetch(url).then(
    async (answer) => (await answer.text(), answer.ok),
    () => false,
  );
}

async function probedAt(port: number, afresh?: 'afresh'): Promise<Probed> {
  const answer = await fetch(`http://127.0.0.1:${port}`, { method: afresh === undefined ? 'GET' : 'DELETE' });
  return (await answer.json()) as Probed;
}
