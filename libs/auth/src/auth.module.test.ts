import 'reflect-metadata';
import { Catch, Controller, Get, Module, Post, type ArgumentsHost, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { newId, type OrganizationId, type PersonId } from '@opencircle/contracts';
import { exportJWK, generateKeyPair } from 'jose';
import {
  Allow,
  ALLOW,
  AuthModule,
  CurrentActor,
  Forbidden,
  policyTable,
  TokenIssuer,
  Unauthenticated,
  type Actor,
  type RoleGrant,
  type Row,
} from './index.js';
import { PolicyGuard } from './policy.guard.js';

const ISSUER = 'https://issuer.example';

@Controller('v1')
class Routes {
  @Get('search')
  @Allow('search.run')
  search(@CurrentActor() actor: Actor): Actor {
    return actor;
  }

  @Get('me')
  @Allow('me.read')
  me(@CurrentActor() actor: Actor): Actor {
    return actor;
  }

  @Post('imports')
  @Allow('import.create')
  import(): object {
    return {};
  }

  @Get('contacts')
  @Allow('contacts.read')
  contacts(@CurrentActor() actor: Actor): Actor {
    return actor;
  }
}

@Controller('v1/careless')
class Careless {
  @Get('forgotten')
  forgotten(): void {}

  @Post('misspelt')
  @Allow('search.rnu' as 'search.run')
  misspelt(): void {}
}

const Allowing: ClassDecorator = (target) => Reflect.defineMetadata(ALLOW, 'search.run', target);

@Catch(Unauthenticated, Forbidden)
class Refusals {
  catch(error: Unauthenticated | Forbidden, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<{ status(code: number): { send(body: object): void } }>();
    reply.status(error instanceof Forbidden ? 403 : 401).send({ code: error.code });
  }
}

let issuer: TokenIssuer;
let app: NestFastifyApplication;

async function start(...controllers: Type<unknown>[]): Promise<NestFastifyApplication> {
  @Module({ imports: [AuthModule.forRoot({ issuer: ISSUER, keys: issuer.keys() })], controllers })
  class Application {}
  const options = { logger: false, abortOnError: false } as const;
  const started = await NestFactory.create<NestFastifyApplication>(Application, new FastifyAdapter(), options);
  started.useGlobalFilters(new Refusals());
  await started.init();
  return started;
}

function person(...roles: RoleGrant[]) {
  return { kind: 'person', id: newId<PersonId>(), roles, epoch: 0 } as const;
}

async function bearer(actor: Parameters<TokenIssuer['issue']>[0], audience?: string): Promise<string> {
  return `Bearer ${(await issuer.issue(actor, audience === undefined ? {} : { audience })).accessToken}`;
}

async function ask(method: 'GET' | 'POST', url: string, authorization?: string) {
  const answer = await app.inject({ method, url, headers: authorization === undefined ? {} : { authorization } });
  return {
    status: answer.statusCode,
    body: answer.payload === '' ? undefined : (JSON.parse(answer.payload) as unknown),
  };
}

beforeAll(async () => {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  issuer = await TokenIssuer.of({ issuer: ISSUER, signingKey: await exportJWK(privateKey) });
  app = await start(Routes);
});

afterAll(() => app.close());

test('anonymous comes in where the row says so, and nowhere else', async () => {
  expect(await ask('GET', '/v1/search')).toEqual({ status: 200, body: { kind: 'anonymous' } });
  expect(await ask('GET', '/v1/me')).toEqual({ status: 401, body: { code: 'unauthenticated' } });
  expect(await ask('POST', '/v1/imports')).toEqual({ status: 401, body: { code: 'unauthenticated' } });
});

test('the actor of a request is the one of its token', async () => {
  const actor = person({ role: 'ops' });
  expect(await ask('GET', '/v1/me', await bearer(actor))).toEqual({ status: 200, body: actor });
  expect(await ask('GET', '/v1/search', await bearer(actor))).toEqual({ status: 200, body: actor });
});

test.each(['Bearer nonsense', 'Bearer', 'Bearer ', 'Basic YTpi', 'Bearer a b', ''])(
  'a header that does not hold is refused even where nobody needs one: %j',
  async (header) => {
    expect(await ask('GET', '/v1/search', header)).toEqual({ status: 401, body: { code: 'invalid-token' } });
  },
);

test('a token in the query is not a token', async () => {
  const { accessToken } = await issuer.issue(person());
  expect((await ask('GET', `/v1/me?access_token=${accessToken}`)).status).toBe(401);
});

test('who could never do it is refused by the guard', async () => {
  const organizationId = newId<OrganizationId>();
  expect((await ask('POST', '/v1/imports', await bearer(person({ role: 'moderator' })))).status).toBe(403);
  const facilitator = person({ role: 'facilitator', organizationId, listingIds: [] });
  expect((await ask('POST', '/v1/imports', await bearer(facilitator))).status).toBe(403);
  expect((await ask('POST', '/v1/imports', await bearer(person({ role: 'manager', organizationId })))).status).toBe(
    201,
  );
});

test('a row’s audience keeps services and people apart', async () => {
  const service = { kind: 'service', name: 'notifications' } as const;
  expect((await ask('GET', '/v1/contacts', await bearer(service, 'membership-internal'))).status).toBe(200);
  expect((await ask('GET', '/v1/contacts', await bearer(service))).status).toBe(401);
  expect((await ask('GET', '/v1/contacts', await bearer(person({ role: 'admin' })))).status).toBe(401);
  expect(
    (await ask('GET', '/v1/contacts', await bearer(person({ role: 'admin' }), 'membership-internal'))).status,
  ).toBe(401);
  expect((await ask('GET', '/v1/search', await bearer(service))).status).toBe(401);
  expect((await ask('GET', '/v1/search', await bearer(service, 'membership-internal'))).status).toBe(401);
});

test('a row for services is for those that it names', async () => {
  const another = { kind: 'service', name: 'reports' } as const;
  const answer = await ask('GET', '/v1/contacts', await bearer(another, 'membership-internal'));
  expect(answer.status).toBe(403);
});

test('requests at the same time do not get one another’s actor', async () => {
  const people = Array.from({ length: 50 }, () => person());
  const answers = await Promise.all(people.map(async (each) => ask('GET', '/v1/me', await bearer(each))));
  expect(answers.map(({ body }) => body)).toEqual(people);
});

test('routes without a policy stop the boot, all of them named', async () => {
  await expect(start(Routes, Careless)).rejects.toThrow(
    /GET \/v1\/careless\/forgotten \(Careless\.forgotten\): no @Allow\n.*POST \/v1\/careless\/misspelt .*unknown action search\.rnu/s,
  );
});

test('a handler that comes from a careless base class stops the boot too', async () => {
  class Base {
    @Get('inherited')
    inherited(): void {}
  }
  @Controller('v1/heir')
  class Heir extends Base {}
  await expect(start(Heir)).rejects.toThrow(/GET \/v1\/heir\/inherited \(Heir\.inherited\): no @Allow/);
});

test('a policy on the class does not count: each handler names its own', async () => {
  @Allowing
  @Controller('v1/class')
  class Whole {
    @Get()
    read(): void {}
  }
  await expect(start(Whole)).rejects.toThrow(/GET \/v1\/class\/.*no @Allow/);
});

test('a broken row of the table stops the boot', async () => {
  const table = policyTable as unknown as Record<string, Row>;
  table['thing.do'] = { allow: { king: 'any' } } as unknown as Row;
  try {
    await expect(start(Routes)).rejects.toThrow(/the policy table is broken:\n {2}thing\.do: no role king/);
  } finally {
    delete table['thing.do'];
  }
});

test('events pass the guard, other transports do not', async () => {
  const guard = new PolicyGuard({} as never, {} as never);
  await expect(guard.canActivate({ getType: () => 'rpc' } as never)).resolves.toBe(true);
  await expect(guard.canActivate({ getType: () => 'ws' } as never)).resolves.toBe(false);
});
