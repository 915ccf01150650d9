import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { TokenIssuer, type RoleGrant } from '@opencircle/auth';
import { findEventType, newId, type OrganizationId, type PersonId } from '@opencircle/contracts';
import { asSystem, dataSource, migrate, Transactions } from '@opencircle/persistence';
import { createApplication } from '@opencircle/service-defaults';
import { TestClock, testDatabase } from '@opencircle/testing';
import { exportJWK, generateKeyPair } from 'jose';
import { Clock } from '../src/clock.js';
import { service } from '../src/service.js';
import type { Answer, Body, Call } from './answer.js';

const ISSUER = 'https://issuer.example';
/** Nobody listens there: what is written must not depend on Kafka. */
const NO_KAFKA = '127.0.0.1:9';

export type Sent = { type: string; subject: string; version: number; data: Record<string, unknown> };

/** The whole service on a database of its own, with tokens for whoever a test needs. */
export async function listingsApp() {
  const database = await testDatabase();
  await migrate(database.ownerUrl, service.migrations);
  const issuer = await tokenIssuer();
  const clock = new TestClock();
  const variables = { PORT: '0', ISSUER, JWKS_URL: 'http://127.0.0.1:9/jwks', LOG_LEVEL: 'silent', DATABASE_URL: database.serviceUrl, KAFKA_BROKERS: NO_KAFKA }; // prettier-ignore
  const boot = async (): Promise<NestFastifyApplication> => {
    const app = await createApplication(service, { variables, keys: issuer.keys() });
    app.get(Clock, { strict: false }).now = () => clock.now();
    return app;
  };
  let app = await boot();
  const tx = (): Transactions => app.get(Transactions, { strict: false });

  async function as(...roles: RoleGrant[]): Promise<Call & { id: PersonId }> {
    const id = newId<PersonId>();
    const { accessToken } = await issuer.issue({ kind: 'person', id, roles });
    return Object.assign(caller({ authorization: `Bearer ${accessToken}` }), { id });
  }

  function caller(credentials: Record<string, string>): Call {
    return async (method, url, body, headers) => {
      const sent = body === undefined ? {} : { payload: body as object };
      const reply = await app.inject({ method, url, headers: { ...credentials, ...headers }, ...sent });
      return { status: reply.statusCode, body: reply.json<Body>(), headers: reply.headers as Answer['headers'] };
    };
  }

  return {
    clock,
    as,
    anonymous: caller({}),
    get: <T>(type: new (...args: never[]) => T): T => app.get(type as never, { strict: false }),
    tx,
    query: <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> =>
      asSystem(() => tx().run((db) => db.query<Row>(sql, parameters))),
    /** As the owner of the tables, to break them. */
    async sabotage(sql: string): Promise<void> {
      const owner = await dataSource({ url: database.ownerUrl, name: 'sabotage', poolSize: 1 }).initialize();
      await owner.query(sql).finally(() => owner.destroy());
    },
    /** Everything said so far, in order; every event is one that its schema accepts. */
    async outbox(subject?: string): Promise<Sent[]> {
      const rows = await tx().run((db) =>
        db.query<Sent>(
          `SELECT type, subject, aggregate_version::int AS version, data FROM outbox
           WHERE $1::text IS NULL OR subject = $1 ORDER BY id`,
          [subject ?? null],
        ),
      );
      for (const { type, data } of rows) findEventType(type)?.schema.parse(data);
      return rows;
    },
    /** Stops the service and starts it anew on the same database. */
    async restart(): Promise<void> {
      await app.close();
      app = await boot();
    },
    async close(): Promise<void> {
      await app.close();
      await database.drop();
    },
  };
}

export type ListingsApp = Awaited<ReturnType<typeof listingsApp>>;

export function managerOf(organizationId: OrganizationId): RoleGrant {
  return { role: 'manager', organizationId };
}

/** Asks again until the answer fits; the work is done in the background. */
export async function eventually<T>(ask: () => Promise<T>, fits: (answer: T) => boolean, ms = 60_000): Promise<T> {
  for (const end = Date.now() + ms; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const answer = await ask();
    if (fits(answer)) return answer;
    if (Date.now() > end) throw new Error(`still not: ${JSON.stringify(answer).slice(0, 500)}`);
  }
}

async function tokenIssuer(): Promise<TokenIssuer> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return TokenIssuer.of({ issuer: ISSUER, signingKey: await exportJWK(privateKey) });
}
