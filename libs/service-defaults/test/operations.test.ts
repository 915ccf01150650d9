import { Controller, Get, Inject, Param } from '@nestjs/common';
import { Allow, type TokenIssuer } from '@opencircle/auth';
import { newId, type PersonId } from '@opencircle/contracts';
import { Counter, type Registry } from 'prom-client';
import { z } from 'zod';
import { Answers, METRICS, Readiness } from '../src/index.js';
import { tinyService, tokenIssuer } from './tiny-service.js';

const card = z.object({ name: z.string(), place: z.object({ city: z.string() }).optional() });

@Controller('v1/cards')
class Cards {
  private readonly shown: Counter;

  constructor(@Inject(METRICS) registry: Registry) {
    this.shown = new Counter({ name: 'cards_shown_total', help: 'Cards shown', registers: [registry] });
  }

  @Get(':name')
  @Allow('search.run')
  @Answers(200, card)
  show(@Param('name', { schema: z.string() }) name: string): z.input<typeof card> {
    this.shown.inc();
    if (name === 'broken') return { name: 7 as unknown as string };
    const whole = { name, email: 'alice@example.org', place: { city: 'Ghent', street: 'Secret Street 1' } };
    return whole;
  }
}

/** Compiles only as long as the handlers' types are checked against the schema. */
export class Mistyped {
  // @ts-expect-error the schema wants a name
  @Answers(200, card)
  show(): { title: string } {
    return { title: 'x' };
  }

  // @ts-expect-error the schema wants text
  @Answers(200, card)
  read(): Promise<{ name: number }> {
    return Promise.resolve({ name: 1 });
  }
}

let issuer: TokenIssuer;

beforeAll(async () => {
  issuer = await tokenIssuer();
});

async function as(role: 'ops' | 'moderator'): Promise<{ authorization: string }> {
  const actor = { kind: 'person', id: newId<PersonId>(), roles: [{ role }] } as const;
  return { authorization: `Bearer ${(await issuer.issue(actor)).accessToken}` };
}

test('health: live and startup say up; ready says no while a check fails, and tells ops which', async () => {
  const app = await tinyService([Cards], {}, { issuer });
  let loaded = false;
  app.get(Readiness).add('index', () => loaded);
  app.get(Readiness).add('broken', () => {
    if (!loaded) throw new Error('away');
    return true;
  });
  const get = async (url: string, headers = {}) => {
    const answer = await app.inject({ url, headers });
    return [answer.statusCode, answer.json<Record<string, unknown>>()] as const;
  };
  expect(await get('/health/live')).toEqual([200, { status: 'up' }]);
  expect(await get('/health/startup')).toEqual([200, { status: 'up' }]);
  const [status, body] = await get('/health/ready');
  expect([status, body['code'], 'checks' in body]).toEqual([503, 'not-ready', false]);
  expect((await get('/health/ready', await as('ops')))[1]['checks']).toEqual({ index: false, broken: false });
  expect((await get('/health/ready', await as('moderator')))[1]['checks']).toBeUndefined();
  loaded = true;
  expect(await get('/health/ready')).toEqual([200, { status: 'up' }]);
  await app.close();
});

test('ops status is for ops, and says when there is no messaging', async () => {
  const app = await tinyService([Cards], { version: '1.2.3' }, { issuer });
  const ask = async (headers = {}) => app.inject({ url: '/v1/ops/status', headers });
  expect((await ask()).statusCode).toBe(401);
  expect((await ask(await as('moderator'))).statusCode).toBe(403);
  expect((await ask(await as('ops'))).json()).toEqual({
    service: 'tiny',
    version: '1.2.3',
    startedAt: expect.stringMatching(/Z$/) as string,
    ready: true,
    checks: {},
    outbox: null,
    consumers: [],
    parked: null,
    unknown: [],
  });
  await app.close();
});

test('metrics count requests by route pattern, never by address, and hold the service’s own', async () => {
  const app = await tinyService([Cards], {}, { issuer });
  await app.inject({ url: '/v1/cards/alice@example.org?q=anxiety' });
  await app.inject({ url: '/v1/cards/bob@example.org' });
  await app.inject({ url: '/nowhere/alice@example.org' });
  const { payload, headers } = await app.inject({ url: '/metrics' });
  expect(headers['content-type']).toMatch('text/plain');
  expect(payload).toContain('http_request_duration_seconds_count{method="GET",route="/v1/cards/:name",status="200"} 2');
  expect(payload).toContain('cards_shown_total 2');
  expect(payload).toContain('process_cpu_seconds_total');
  expect(payload).not.toMatch(/alice|bob|anxiety/);
  await app.close();
});

test('an answer holds what its schema names and nothing else; one that does not fit is a 500', async () => {
  const app = await tinyService([Cards], {}, { issuer });
  expect((await app.inject({ url: '/v1/cards/Alice' })).json()).toEqual({ name: 'Alice', place: { city: 'Ghent' } });
  expect((await app.inject({ url: '/v1/cards/broken' })).statusCode).toBe(500);
  await app.close();
});
