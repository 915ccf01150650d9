import { Body, Controller, Delete, Get, HttpException, Param, Post, Query } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Allow, CurrentActor, policy, type Actor } from '@opencircle/auth';
import { IdempotencyKeyReused, RowNotFound, StaleVersion } from '@opencircle/persistence';
import { z } from 'zod';
import { Answers, BodyLimit, DomainError, IdempotencyKey, IfMatch } from '../src/index.js';

const search = z.strictObject({
  near: z.object({ point: z.object({ latitude: z.number().min(-90).max(90), longitude: z.number() }) }),
  contact: z.union([z.object({ email: z.email() }), z.object({ phone: z.string(), country: z.string() })]).optional(),
});
const page = z.object({ limit: z.coerce.number().int().max(100).default(20), text: z.string().optional() });

const failures: Record<string, () => Error> = {
  row: () => new RowNotFound('secret_table'),
  stale: () => new StaleVersion(7),
  reused: () => new IdempotencyKeyReused(),
  domain: () =>
    new DomainError(
      'not-a-session',
      'no session then',
      [{ pointer: '/sessionStart', rule: 'session', detail: 'none' }],
      { next: [1] },
    ),
  unlisted: () => new DomainError('nobody-listed-me', 'secret detail'),
  bug: () => new TypeError('alice@example.org is undefined'),
  teapot: () => new HttpException('secret detail', 418),
  database: () => Object.assign(new Error('secret detail'), { driverError: { code: '57P01' } }),
};

@Controller('v1')
export class Routes {
  @Post('searches')
  @Allow('search.run')
  @Answers(201, z.object({ body: z.unknown() }))
  search(@Body({ schema: search }) body: z.output<typeof search>): { body: unknown } {
    return { body };
  }

  @Get('searches')
  @Allow('search.run')
  list(@Query({ schema: page }) query: z.output<typeof page>): object {
    return query;
  }

  @Get('failures/:kind')
  @Allow('search.run')
  fail(@Param('kind', { schema: z.enum(Object.keys(failures) as [string, ...string[]]) }) kind: string): never {
    throw failures[kind]?.() ?? new Error('unreachable');
  }

  @Post('bookings')
  @Allow('search.run')
  book(@IdempotencyKey() key: string | undefined): object {
    return { key: key ?? null };
  }

  @Delete('things/:id')
  @Allow('search.run')
  remove(@Param('id', { schema: z.uuid() }) _id: string, @IfMatch() version: number): object {
    return { version };
  }

  @Post('imports')
  @Allow('search.run')
  @BodyLimit(3_000_000, 'feed-too-large')
  import(@Body({ schema: z.object({ feed: z.string() }) }) { feed }: { feed: string }): object {
    return { length: feed.length };
  }

  @Get('own')
  @Allow('me.read')
  own(@CurrentActor() actor: Actor): object {
    policy.demand(actor, 'import.create', {});
    return {};
  }
}

export type Asked = {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  payload?: string | object;
  headers?: Record<string, string>;
};

/** Asks the application, and reads the answer as JSON. */
export async function ask(app: NestFastifyApplication, { method = 'GET', ...rest }: Asked) {
  const answer = await app.inject({ method, ...rest });
  const body = (answer.payload === '' ? {} : JSON.parse(answer.payload)) as Record<string, unknown>;
  return { status: answer.statusCode, headers: answer.headers, body };
}
