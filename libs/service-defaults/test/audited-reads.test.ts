import { Controller, Get } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { auditMigrations } from '@opencircle/audit';
import { Allow, type TokenIssuer } from '@opencircle/auth';
import { newId, type PersonId } from '@opencircle/contracts';
import { messagingMigrations } from '@opencircle/messaging';
import { dataSource, migrate, persistenceMigrations } from '@opencircle/persistence';
import { testBrokers, testDatabase, topicPrefix, type TestDatabase } from '@opencircle/testing';
import { z } from 'zod';
import { accessMigrations, Answers, createApplication } from '../src/index.js';
import { definitionOf, tokenIssuer, variables } from './tiny-service.js';

const people = z.object({ items: z.array(z.object({ name: z.string() })) });

@Controller('v1/people')
class People {
  @Get()
  @Allow('person.list')
  @Answers(200, people)
  list(): z.input<typeof people> {
    return { items: [{ name: 'Alice' }, { name: 'Bob' }] };
  }
}

let database: TestDatabase;
let issuer: TokenIssuer;
let app: NestFastifyApplication;

beforeAll(async () => {
  database = await testDatabase();
  const migrations = [...persistenceMigrations, ...messagingMigrations, ...auditMigrations, ...accessMigrations];
  await migrate(database.ownerUrl, migrations);
  issuer = await tokenIssuer();
  const environment = {
    DATABASE_URL: database.serviceUrl,
    KAFKA_BROKERS: testBrokers(),
    TOPIC_PREFIX: await topicPrefix(),
  };
  const definition = definitionOf([People], { entities: [] });
  app = await createApplication(definition, { variables: { ...variables, ...environment }, keys: issuer.keys() });
}, 60_000);

afterAll(async () => {
  await app.close();
  await database.drop();
});

async function sql<Row>(text: string): Promise<Row[]> {
  const owner = await dataSource({ url: database.ownerUrl, name: 'owner' }).initialize();
  return owner.query<Row[]>(text).finally(() => owner.destroy());
}

async function list(): Promise<{ status: number; body: string }> {
  const admin = { kind: 'person', id: newId<PersonId>(), roles: [{ role: 'admin' }] } as const;
  const authorization = `Bearer ${(await issuer.issue(admin)).accessToken}`;
  const { statusCode: status, payload: body } = await app.inject({ url: '/v1/people', headers: { authorization } });
  return { status, body };
}

test('a read of people is in the log by the time that it is answered', async () => {
  expect(await list()).toEqual({ status: 200, body: '{"items":[{"name":"Alice"},{"name":"Bob"}]}' });
  const entries = await sql('SELECT action, outcome, facts FROM audit_entry');
  expect(entries).toEqual([{ action: 'person.list', outcome: 'allowed', facts: { rows: 2 } }]);
});

test('a read that cannot be written down shows nobody', async () => {
  await sql('ALTER TABLE audit_entry RENAME TO audit_entry_elsewhere');
  const { status, body } = await list();
  expect(status).toBe(500);
  expect(body).not.toMatch(/Alice|Bob/);
});
