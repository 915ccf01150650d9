import { Controller, Get, Module, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Allow, type TokenIssuer } from '@opencircle/auth';
import { newId, type PersonId } from '@opencircle/contracts';
import { documentOf, Limited } from '../src/index.js';
import { definitionOf, tinyService, tokenIssuer } from './tiny-service.js';

const few = { name: 'few', most: 3, window: 60, counted: 'process' } as const;

@Controller('v1')
class Limits {
  @Post('searches')
  @Allow('search.run')
  @Limited(few)
  search(): object {
    return {};
  }

  @Get('things')
  @Allow('search.run')
  free(): object {
    return {};
  }
}

let app: NestFastifyApplication;
let issuer: TokenIssuer;
beforeAll(async () => {
  issuer = await tokenIssuer();
  app = await tinyService([Limits], {}, { issuer });
});
afterAll(() => app.close());

type From = { by?: string; token?: string; connection?: string };

async function search({ by, token, connection = '127.0.0.1' }: From = {}) {
  const { statusCode, headers, payload } = await app.inject({
    method: 'POST',
    url: '/v1/searches',
    remoteAddress: connection,
    headers: {
      ...(by !== undefined && { 'x-forwarded-for': by }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
  });
  return { status: statusCode, headers, body: JSON.parse(payload) as Record<string, unknown> };
}

const statuses = async (asked: readonly From[]): Promise<number[]> => {
  const seen: number[] = [];
  for (const one of asked) seen.push((await search(one)).status);
  return seen;
};

test('a client is told the limit, not whether others behind its address have asked, and then when to come back', async () => {
  const by = '203.0.113.1';
  const first = await search({ by });
  expect(first).toMatchObject({ status: 201, headers: { 'ratelimit-policy': '"few";q=3;w=60' } });
  expect(first.headers).not.toHaveProperty('ratelimit');
  expect(await statuses([{ by }, { by }])).toEqual([201, 201]);
  const refused = await search({ by });
  expect(refused).toMatchObject({ status: 429, body: { code: 'too-many-requests', status: 429 } });
  expect(refused.headers['content-type']).toMatch('application/problem+json');
  const wait = Number(refused.headers['retry-after']);
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
  expect(refused.headers['ratelimit']).toBe(`"few";r=0;t=${wait}`);
  expect((await app.inject({ url: '/v1/things', headers: { 'x-forwarded-for': by } })).statusCode).toBe(200);
  expect((await search({ by: '203.0.113.2' })).status).toBe(201);
});

test('who is not inside is counted by the connection, whatever they say of themselves', async () => {
  const connection = '198.51.100.9';
  const asked = [1, 2, 3, 4].map((n) => ({ connection, by: `203.0.113.${10 + n}` }));
  expect(await statuses(asked)).toEqual([201, 201, 201, 429]);
});

test('addresses of one IPv6 network are one client', async () => {
  const asked = [1, 2, 3, 4].map((n) => ({ by: `2001:db8:0:5::${n}` }));
  expect(await statuses(asked)).toEqual([201, 201, 201, 429]);
  expect(await statuses([{ by: '2001:db8:0:6::1' }])).toEqual([201]);
});

test('a person is told what is left, wherever they come from, and does not use up what others have', async () => {
  const tokenOf = async () => (await issuer.issue({ kind: 'person', id: newId<PersonId>(), roles: [] })).accessToken;
  const [one, other] = [await tokenOf(), await tokenOf()];
  const asked = [1, 2, 3, 4].map((n) => ({ by: `203.0.113.${20 + n}`, token: one }));
  expect(await statuses(asked)).toEqual([201, 201, 201, 429]);
  expect(await statuses([1, 2, 3].map(() => ({ by: '203.0.113.21', token: other })))).toEqual([201, 201, 201]);
  const third = await search({ by: '203.0.113.21', token: await tokenOf() });
  expect(third).toMatchObject({ status: 201, headers: { ratelimit: '"few";r=2;t=60' } });
  const strangers = [1, 2, 3, 4].map(() => ({ by: '203.0.113.29' }));
  expect(await statuses(strangers)).toEqual([201, 201, 201, 429]);
  expect(await statuses([{ by: '203.0.113.29', token: await tokenOf() }])).toEqual([201]);
});

test('a limit that two modules share is one', async () => {
  @Controller('v2')
  class Others {
    @Post('searches')
    @Allow('search.run')
    @Limited(few)
    search(): object {
      return {};
    }
  }
  @Module({ controllers: [Others] })
  class OtherModule {}
  @Module({ controllers: [Limits], imports: [OtherModule] })
  class BothModule {}
  const both = await tinyService([], { module: BothModule });
  const seen: number[] = [];
  for (const version of ['v1', 'v2', 'v1', 'v2']) {
    seen.push((await both.inject({ method: 'POST', url: `/${version}/searches` })).statusCode);
  }
  expect(seen).toEqual([201, 201, 201, 429]);
  await both.close();
});

test('who may not do it is not counted', async () => {
  expect(await statuses([1, 2, 3, 4].map(() => ({ by: '203.0.113.40', token: 'forged' })))).toEqual([
    401, 401, 401, 401,
  ]);
  expect(await statuses([{ by: '203.0.113.40' }])).toEqual([201]);
});

test('an operator may multiply the limits', async () => {
  const wide = await tinyService([Limits], {}, { factor: 2 });
  const ask = () => wide.inject({ method: 'POST', url: '/v1/searches' });
  const seen: number[] = [];
  for (let n = 0; n < 7; n++) seen.push((await ask()).statusCode);
  expect(seen).toEqual([201, 201, 201, 201, 201, 201, 429]);
  await wide.close();
});

test('the document says which routes have a limit', async () => {
  const { paths } = await documentOf(definitionOf([Limits]));
  type Operation = { responses: Record<string, { headers: Record<string, unknown> }> };
  const refusal = (paths['/v1/searches']?.['post'] as Operation).responses['429'];
  expect(refusal).toMatchObject({
    description: 'More than 3 requests in 60 seconds, of one client or one person',
    content: { 'application/problem+json': {} },
  });
  expect(Object.keys(refusal?.headers ?? {})).toEqual(['Retry-After', 'RateLimit', 'RateLimit-Policy']);
  expect((paths['/v1/things']?.['get'] as Operation).responses).not.toHaveProperty('429');
});
