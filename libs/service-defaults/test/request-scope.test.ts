import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Body, Controller, Get, Global, Module, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ACCESS_JUDGE, Allow, type AccessJudge, type TokenIssuer } from '@opencircle/auth';
import { newId, type PersonId } from '@opencircle/contracts';
import {
  asSystem,
  dataSource,
  migrate,
  ofPerson,
  persistenceMigrations,
  secureRows,
  Transactions,
  withScope,
} from '@opencircle/persistence';
import { testDatabase, type TestDatabase } from '@opencircle/testing';
import { z } from 'zod';
import { createApplication } from '../src/index.js';
import { definitionOf, tokenIssuer, variables } from './tiny-service.js';

const [alice, bob] = [newId<PersonId>(), newId<PersonId>()];
const seenByTheGuard: string[][] = [];

@Controller('v1')
class Notes {
  constructor(private readonly tx: Transactions) {}

  @Get('notes')
  @Allow('me.read')
  own(): Promise<string[]> {
    return this.notes();
  }

  @Post('notes')
  @Allow('me.read')
  sent(@Body({ schema: z.object({}) }) _body: object): Promise<string[]> {
    return this.notes();
  }

  @Get('any-notes')
  @Allow('search.run')
  ofAnybody(): Promise<string[]> {
    return this.notes();
  }

  @Get('told')
  @Allow('me.read')
  async told(): Promise<string[][]> {
    return [
      await this.notes(),
      await asSystem(() => this.notes()),
      await withScope(undefined, () => this.notes()),
      await this.notes(),
    ];
  }

  async notes(): Promise<string[]> {
    const rows = await this.tx.run((db) => db.query<{ text: string }>('SELECT text FROM note ORDER BY text'));
    return rows.map(({ text }) => text);
  }
}

@Global()
@Module({
  controllers: [Notes],
  providers: [
    Notes,
    {
      provide: ACCESS_JUDGE,
      inject: [Notes],
      useFactory: (notes: Notes): AccessJudge => ({
        admit: async () => void seenByTheGuard.push(await notes.notes()),
      }),
    },
  ],
  exports: [ACCESS_JUDGE],
})
class NotesModule {}

let database: TestDatabase;
let issuer: TokenIssuer;
let app: NestFastifyApplication;

beforeAll(async () => {
  database = await testDatabase();
  await migrate(database.ownerUrl, persistenceMigrations);
  const owner = await dataSource({ url: database.ownerUrl, name: 'owner' }).initialize();
  await owner.query('CREATE TABLE note (text text, person_id uuid)');
  await owner.query(`INSERT INTO note VALUES ('of Alice', $1), ('of Bob', $2)`, [alice, bob]);
  for (const statement of secureRows({ table: 'note', read: ofPerson() })) await owner.query(statement);
  await owner.destroy();
  issuer = await tokenIssuer();
  const definition = definitionOf([], { module: NotesModule, entities: [], messaging: false });
  app = await createApplication(definition, {
    variables: { ...variables, DATABASE_URL: database.serviceUrl },
    keys: issuer.keys(),
  });
});

afterAll(async () => {
  await app.close();
  await database.drop();
});

async function tokenOf(id: PersonId): Promise<{ authorization: string }> {
  return { authorization: `Bearer ${(await issuer.issue({ kind: 'person', id, roles: [] })).accessToken}` };
}

async function get(path: string, id?: PersonId): Promise<unknown> {
  return (await app.inject({ url: `/v1/${path}`, headers: id === undefined ? {} : await tokenOf(id) })).json();
}

test('a route’s transactions see what its action is about and its actor may see', async () => {
  expect(await get('notes', alice)).toEqual(['of Alice']);
  expect(await get('notes', bob)).toEqual(['of Bob']);
  expect(await get('any-notes', bob)).toEqual(['of Alice', 'of Bob']);
  expect(await get('any-notes')).toEqual(['of Alice', 'of Bob']);
});

test('what the guard asks before it has found the actor sees nothing', async () => {
  seenByTheGuard.length = 0;
  expect(await get('any-notes', alice)).toEqual(['of Alice', 'of Bob']);
  expect(seenByTheGuard).toEqual([[]]);
});

test('a scope that is named within the request holds for what it is named for', async () => {
  expect(await get('told', alice)).toEqual([['of Alice'], ['of Alice', 'of Bob'], [], ['of Alice']]);
});

test('requests one after another on a connection see each their own, though the body comes late', async () => {
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = await Promise.all([alice, bob].map((id) => tokenOf(id)));
  const send = (authorization: { authorization: string }) =>
    new Promise<unknown>((resolve, reject) => {
      const sent = request(
        {
          ...{ agent, port, method: 'POST', path: '/v1/notes' },
          headers: { ...authorization, 'content-type': 'application/json', 'content-length': '2' },
        },
        (answer) => {
          answer.setEncoding('utf8');
          answer.on('data', (text: string) => resolve([answer.statusCode, JSON.parse(text)]));
        },
      );
      sent.on('error', reject);
      sent.flushHeaders();
      void sleep(50).then(() => sent.end('{}'));
    });
  for (let turn = 0; turn < 3; turn++) {
    expect(await send(headers[0]!)).toEqual([201, ['of Alice']]);
    expect(await send(headers[1]!)).toEqual([201, ['of Bob']]);
  }
  agent.destroy();
});
