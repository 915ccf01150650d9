import 'reflect-metadata';
import { Controller, Get } from '@nestjs/common';
import { Allow, CurrentActor, type Actor, type Person, type TokenIssuer } from '@opencircle/auth';
import { newId, personAccessRevoked, type PersonId } from '@opencircle/contracts';
import { messagingMigrations } from '@opencircle/messaging';
import { dataSource, migrate, persistenceMigrations, Purger } from '@opencircle/persistence';
import { eventually, publisher, testBrokers, testDatabase, topicPrefix } from '@opencircle/testing';
import { accessMigrations, createApplication } from '../src/index.js';
import { definitionOf, tokenIssuer, variables } from './tiny-service.js';

@Controller('v1/me')
class Me {
  @Get()
  @Allow('me.read')
  read(@CurrentActor() actor: Actor): object {
    return { kind: actor.kind };
  }
}

type Service = Awaited<ReturnType<typeof createApplication>>;
let issuer: TokenIssuer;
let database: Awaited<ReturnType<typeof testDatabase>>;
let prefix: string;
let services: Service[];

beforeAll(async () => {
  [issuer, database, prefix] = await Promise.all([tokenIssuer(), testDatabase(), topicPrefix()]);
  await migrate(database.ownerUrl, [...persistenceMigrations, ...messagingMigrations, ...accessMigrations]);
  const start = async () => {
    const app = await createApplication(definitionOf([Me], { name: 'tiny', entities: [] }), {
      variables: {
        ...variables,
        DATABASE_URL: database.serviceUrl,
        KAFKA_BROKERS: testBrokers(),
        TOPIC_PREFIX: prefix,
      },
      keys: issuer.keys(),
    });
    await app.startAllMicroservices();
    return app;
  };
  services = [await start(), await start()];
});

afterAll(async () => {
  await Promise.all(services.map((each) => each.close()));
  await database.drop();
});

const someone = (epoch: number, id = newId<PersonId>()): Person => ({ kind: 'person', id, roles: [], epoch });

async function ask(service: Service, person: Person): Promise<string> {
  const { accessToken } = await issuer.issue(person);
  const answer = await service.inject({ url: '/v1/me', headers: { authorization: `Bearer ${accessToken}` } });
  return answer.statusCode === 200 ? 'ok' : answer.json<{ code: string }>().code;
}

async function sql(text: string, parameters: unknown[] = []): Promise<unknown[]> {
  const source = await dataSource({ url: database.ownerUrl, name: 'test' }).initialize();
  try {
    return await source.query(text, parameters);
  } finally {
    await source.destroy();
  }
}

test('an event ends tokens of older epochs in every replica within five seconds, and no others', async () => {
  const [one, two] = services as [Service, Service];
  const before = someone(1);
  const after = { ...before, epoch: 2 };
  expect(await Promise.all([ask(one, before), ask(two, before)])).toEqual(['ok', 'ok']);
  const { publish, close } = await publisher(prefix);
  await publish(personAccessRevoked, before.id, 1, { personId: before.id, epoch: 2, reason: 'role-revoked' });
  const isRefused = async () =>
    (await Promise.all([ask(one, before), ask(two, before)])).every((answer) => answer === 'access-changed');
  await eventually('both replicas refuse', isRefused, 5);
  expect(await Promise.all([ask(one, after), ask(two, someone(0))])).toEqual(['ok', 'ok']);
  await publish(personAccessRevoked, before.id, 2, { personId: before.id, epoch: 1, reason: 'role-revoked' });
  await close();
  expect(await ask(one, after)).toBe('ok');
});

test('what is older than any token goes', async () => {
  const gone = newId<PersonId>();
  await sql(`INSERT INTO access_revocation (person_id, epoch, noted_at) VALUES ($1, 1, now() - interval '31 minutes')`, [gone]); // prettier-ignore
  await (services[0] as Service).get(Purger, { strict: false }).run();
  expect(await sql('SELECT 1 FROM access_revocation WHERE person_id = $1', [gone])).toEqual([]);
  expect(await sql('SELECT 1 FROM access_revocation')).toHaveLength(1);
});

test('nobody is trusted while the table cannot be read, and everybody again afterwards', async () => {
  const [one] = services as [Service];
  await sql('ALTER TABLE access_revocation RENAME TO elsewhere');
  expect(await ask(one, someone(0))).toBe('ok');
  const isUnsure = async () => (await ask(one, someone(0))) === 'access-unknown';
  await eventually('the service does not trust', isUnsure, 8);
  const anonymous = await one.inject({ url: '/health/live' });
  expect(anonymous.statusCode).toBe(200);
  await sql('ALTER TABLE elsewhere RENAME TO access_revocation');
  await eventually('the service trusts again', async () => (await ask(one, someone(0))) === 'ok', 8);
});
