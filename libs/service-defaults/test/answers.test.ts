import { Controller, Get, Header, Param, Post, Res } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Allow } from '@opencircle/auth';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Answers, BodyLimit } from '../src/index.js';
import { tinyService } from './tiny-service.js';

const made = z.object({ id: z.string() });
const waiting = z.object({ place: z.int() });
const known = z.object({ name: z.string().refine((name) => Promise.resolve(name !== 'nobody')) });

@Controller('v1')
class Answering {
  @Post('visits/:kind')
  @Allow('search.run')
  @Answers(201, made, { 202: waiting, 204: z.undefined() })
  book(
    @Param('kind', { schema: z.string() }) kind: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): z.input<typeof made> | z.input<typeof waiting> | undefined {
    const both = { id: 'a', place: 3, secret: 'x' };
    if (kind === 'made') return both;
    void reply.status(kind === 'waiting' ? 202 : 204);
    return kind === 'waiting' ? both : undefined;
  }

  @Get('nothing')
  @Allow('search.run')
  @Answers(200, made)
  nothing(): z.input<typeof made> {
    return undefined as never;
  }

  @Get('words')
  @Allow('search.run')
  @Answers(200, z.string())
  @Header('content-type', 'text/plain')
  @Header('etag', '"1"')
  words(): string {
    return 'as they are';
  }

  @Get('people/:name')
  @Allow('search.run')
  @Answers(200, known)
  person(@Param('name', { schema: z.string() }) name: string): Promise<z.input<typeof known>> {
    const one = { name, secret: 'x' };
    return Promise.resolve(one);
  }

  @Post('larger')
  @Allow('search.run')
  @BodyLimit(10, 'much-too-large')
  @Answers(201, made)
  larger(): z.input<typeof made> {
    const all = { id: 'a', secret: 'x' };
    return all;
  }
}

let app: NestFastifyApplication;
beforeAll(async () => {
  app = await tinyService([Answering]);
});
afterAll(() => app.close());

async function ask(method: 'GET' | 'HEAD' | 'POST', path: string, payload?: object) {
  const answer = await app.inject({ method, url: `/v1/${path}`, ...(payload && { payload }) });
  return [answer.statusCode, answer.payload, answer.headers] as const;
}

test('each status has its own schema', async () => {
  expect(await ask('POST', 'visits/made')).toMatchObject([201, '{"id":"a"}', {}]);
  expect(await ask('POST', 'visits/waiting')).toMatchObject([202, '{"place":3}', {}]);
  expect(await ask('POST', 'visits/none')).toMatchObject([204, '', {}]);
});

test('nothing, where something is promised, is a 500', async () => {
  const [status, body] = await ask('GET', 'nothing');
  expect([status, JSON.parse(body)]).toMatchObject([500, { code: 'internal-error' }]);
});

test('text keeps its type and headers, for HEAD too', async () => {
  const headers = { 'content-type': 'text/plain', etag: '"1"' };
  expect(await ask('GET', 'words')).toMatchObject([200, 'as they are', headers]);
  expect(await ask('HEAD', 'words')).toMatchObject([200, '', { ...headers, 'content-length': '11' }]);
  expect(await ask('HEAD', 'nothing')).toMatchObject([500, '', {}]);
});

test('a schema that has to wait is waited for', async () => {
  expect(await ask('GET', 'people/Alice')).toMatchObject([200, '{"name":"Alice"}', {}]);
  expect((await ask('GET', 'people/nobody'))[0]).toBe(500);
});

test('a route that limits its body keeps its schema, and the other way around', async () => {
  expect(await ask('POST', 'larger', {})).toMatchObject([201, '{"id":"a"}', {}]);
  const [status, body] = await ask('POST', 'larger', { text: 'more than ten bytes' });
  expect([status, JSON.parse(body)]).toMatchObject([413, { code: 'much-too-large' }]);
});
