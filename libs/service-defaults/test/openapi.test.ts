import { Body, Controller, Get, Module, Next, Param, Post, Query, Redirect, Res } from '@nestjs/common';
import { Allow } from '@opencircle/auth';
import { z } from 'zod';
import { Answers, documentOf, IdempotencyKey } from '../src/index.js';
import { definitionOf, tinyService } from './tiny-service.js';

const point = z.object({ latitude: z.number().min(-90).max(90), longitude: z.number() }).meta({ id: 'Point' });
const booking = z.object({ at: point, language: z.string().default('en') }).meta({ id: 'Booking' });

@Controller('v1/bookings')
class BookingController {
  @Post()
  @Allow('visit.book')
  @Answers(201, booking)
  run(
    @Body({ schema: booking }) body: z.output<typeof booking>,
    @IdempotencyKey() _key?: string,
  ): z.input<typeof booking> {
    return body;
  }

  @Get(':id')
  @Allow('case.read')
  @Answers(200, z.object({ items: z.array(booking), next: z.string().nullable() }))
  list(
    @Param('id', { schema: z.uuid() }) _id: string,
    @Query({
      schema: z.object({ limit: z.coerce.number().int().max(100).optional(), state: z.enum(['open', 'done']) }),
    })
    _query: object,
  ): { items: []; next: null } {
    return { items: [], next: null };
  }
}

@Controller('v1/internal')
class ContactsController {
  @Post('contacts::batch')
  @Allow('search.run')
  @Answers(204)
  batch(): void {}
}

@Controller('v1/careless')
class Careless {
  @Post(':id')
  @Allow('search.run')
  create(@Body() _body: object, @Param('id') _id: string): void {}
}

type Operation = { parameters: unknown; requestBody: unknown; responses: Record<string, unknown>; security: unknown };

test('the document is made from the schemas that validate', async () => {
  const document = await documentOf(definitionOf([BookingController]));
  const post = document.paths['/v1/bookings']?.['post'] as Operation;
  expect(post).toMatchObject({
    operationId: 'BookingController',
    'x-action': 'visit.book',
    security: [{}, { bearer: [] }],
    parameters: [{ in: 'header', name: 'Idempotency-Key', required: false }],
    requestBody: {
      required: true,
      content: { 'application/json': { schema: { $ref: '#/components/schemas/BookingInput' } } },
    },
    responses: {
      201: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Booking' } } } },
      default: { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
  });
  const get = document.paths['/v1/bookings/{id}']?.['get'] as Operation;
  expect(get.security).toEqual([{ bearer: [] }]);
  expect(get.parameters).toMatchObject([
    { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
    { name: 'limit', in: 'query', required: false, schema: { type: 'integer', maximum: 100 } },
    { name: 'state', in: 'query', required: true, schema: { enum: ['open', 'done'] } },
  ]);
});

test('every reference leads somewhere, and no other dialect is left in it', async () => {
  const document = await documentOf(definitionOf([BookingController]));
  const text = JSON.stringify(document);
  const { schemas } = document['components'] as { schemas: Record<string, unknown> };
  for (const [, name] of text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g))
    expect(schemas).toHaveProperty(name as string);
  expect(text).not.toMatch(/\$defs|\$schema/);
  expect(document.openapi).toBe('3.1.1');
});

test('the service answers with the same document, and it is stable', async () => {
  const definition = definitionOf([BookingController]);
  const app = await tinyService([BookingController]);
  expect((await app.inject({ url: '/openapi.json' })).json()).toEqual(
    JSON.parse(JSON.stringify(await documentOf(definition))),
  );
  await app.close();
});

test('routes of imported modules stand in it, the operations of every service too', async () => {
  @Module({ controllers: [BookingController] })
  class Inner {}
  @Module({ imports: [Inner, { module: Inner, imports: [Inner] }] })
  class Outer {}
  const { paths } = await documentOf({ ...definitionOf([]), module: Outer });
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining(['/v1/bookings', '/health/ready', '/v1/ops/status', '/metrics']),
  );
});

test('an address with a colon is served and documented as it is written', async () => {
  const app = await tinyService([ContactsController]);
  expect((await app.inject({ method: 'POST', url: '/v1/internal/contacts:batch' })).statusCode).toBe(204);
  expect((await app.inject({ method: 'GET', url: '/v1/internal/contacts:batch' })).statusCode).toBe(405);
  const { paths } = await documentOf(definitionOf([ContactsController]));
  expect(Object.keys(paths)).toContain('/v1/internal/contacts:batch');
  await app.close();
});

test('an input without a schema stops the boot, all of them named', async () => {
  await expect(tinyService([Careless])).rejects.toThrow(
    /POST \/v1\/careless\/:id \(Careless\.create\): body[\s\S]*\(Careless\.create\): path id/,
  );
});

test('a handler that sends its answer itself stops the boot; one that only sets a header does not', async () => {
  @Controller('v1/own')
  class Own {
    @Get('all')
    @Allow('health.read')
    all(@Res() reply: { send: (body: object) => void }): void {
      reply.send({});
    }

    @Get('next')
    @Allow('health.read')
    next(@Next() next: () => void): void {
      next();
    }

    @Get('elsewhere')
    @Allow('health.read')
    @Redirect('/v1/own/all')
    elsewhere(): void {
      return undefined;
    }

    @Get('header')
    @Allow('health.read')
    header(@Res({ passthrough: true }) reply: { header: (name: string, value: string) => void }): object {
      reply.header('x-colour', 'green');
      return {};
    }
  }
  const refusal = tinyService([Own]);
  await expect(refusal).rejects.toThrow(/past the check and the audit log/);
  const message = await refusal.then(
    () => '',
    (error: unknown) => (error as Error).message,
  );
  const named = message
    .split('\n')
    .slice(1)
    .map((line) => line.trim());
  expect(named).toEqual(['all', 'next', 'elsewhere'].map((name) => `GET /v1/own/${name} (Own.${name})`));
});
