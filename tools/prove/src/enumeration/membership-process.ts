import { generateKeyPairSync, randomBytes } from 'node:crypto';
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
import { execute } from '../proof-database.js';

const service = resolve(import.meta.dirname, '../../../../services/membership/dist');
const key = () => randomBytes(32).toString('base64');

/** Somebody who has an account, and a name of the same length that nobody has. */
export const known = { email: 'known-00000000@example.org', password: randomBytes(16).toString('base64url') };

export type Backing = { readonly postgresUrl: string; readonly brokers: string };

export type Reply = { status: number; ms: number; body: string };

/** membership alone, in a process of its own, with one account; `preload` is code that is run before it. */
export class MembershipProcess {
  private constructor(
    private readonly url: string,
    private readonly ownerUrl: string,
    private readonly process: RunningProcess,
    private readonly drop: () => Promise<void>,
  ) {}

  static async start(services: Backing, folder: string, preload?: string): Promise<MembershipProcess> {
    const name = `prove_${randomBytes(6).toString('hex')}`;
    const urls = await createDatabase(services.postgresUrl, {
      name,
      ownerPassword: 'owner',
      servicePassword: 'service',
    });
    await createTopics(services.brokers, `${name}.`);
    const port = await freePort();
    const env = { ...process.env, ...settings(port, name, services), DATABASE_URL: urls.serviceUrl };
    const plan = (args: string[], more: object) => ({
      name: 'membership',
      command: process.execPath,
      args: [...(preload === undefined ? [] : ['--import', dataUrl(preload)]), join(service, 'main.js'), ...args],
      env: { ...env, ...more },
      logFile: join(folder, `${name}.log`),
    });
    await runToEnd(plan(['migrate'], { MIGRATION_DATABASE_URL: urls.ownerUrl }));
    const admin = { ADMIN_EMAIL: known.email, ADMIN_PASSWORD: known.password, ADMIN_NAME: 'Known' };
    await runToEnd(plan(['bootstrap-admin'], admin));
    const running = launch(plan([], {}));
    const url = `http://127.0.0.1:${port}`;
    await untilReady(running, () =>
      fetch(`${url}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
    return new MembershipProcess(url, urls.ownerUrl, running, () => dropDatabase(services.postgresUrl, name));
  }

  /** One request of a client at that address; `ms` is the time to the end of its answer. */
  async post(path: string, body: object, address: string): Promise<Reply> {
    const began = performance.now();
    const response = await fetch(`${this.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, ms: performance.now() - began, body: text };
  }

  sql(statement: string): Promise<object[]> {
    return execute(this.ownerUrl, statement);
  }

  async stop(): Promise<void> {
    await this.process.stop();
    await this.drop();
  }
}

function settings(port: number, name: string, { brokers }: Backing): Record<string, string> {
  return {
    PORT: String(port),
    LOG_LEVEL: 'warn',
    ISSUER: 'http://membership.test',
    JWKS_URL: `http://127.0.0.1:${port}/.well-known/jwks.json`,
    PUBLIC_URL: 'http://localhost:4800',
    KAFKA_BROKERS: brokers,
    TOPIC_PREFIX: `${name}.`,
    SIGNING_KEY: JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })),
    MASTER_KEY: key(),
    LOOKUP_KEY: key(),
    SERVICE_CLIENTS: JSON.stringify({ notifications: randomBytes(16).toString('hex') }),
  };
}

/** Code for `--import`; `SERVICE` in it is where membership's compiled code is. */
function dataUrl(code: string): string {
  return `data:text/javascript,${encodeURIComponent(code.replaceAll('SERVICE', `file://${service}`))}`;
}
