import { Body, Controller, Get, Module, Post } from '@nestjs/common';
import { Allow, CurrentActor, type Actor } from '@opencircle/auth';
import { Transactions } from '@opencircle/persistence';
import { Answers, createApplication } from '@opencircle/service-defaults';
import pg from 'pg';
import { pino } from 'pino';
import { z } from 'zod';
import { answer, answerTo, body, ISSUER, trivial, type Body as Sent } from './same-work.js';

const item = z.object({ id: z.string(), name: z.string() });
const items = z.object({ items: z.array(item) });
type Item = z.infer<typeof item>;

const listSql = (table: string): string =>
  `SELECT id, name FROM ${table} WHERE organization_id = ANY ($1::uuid[]) ORDER BY id DESC LIMIT 20`;

/** A service as `createService` makes it, with its log written to nowhere; answers where it listens. */
export async function startOurs(options: { databaseUrl: string; jwks: object }): Promise<number> {
  const pool = new pg.Pool({ connectionString: options.databaseUrl, max: 16 });

  @Controller('v1')
  class Api {
    constructor(private readonly tx: Transactions) {}

    @Get('trivial')
    @Allow('health.read')
    @Answers(200, z.object({ status: z.string() }))
    trivial(): typeof trivial {
      return trivial;
    }

    @Post('checked')
    @Allow('listing.create')
    @Answers(201, answer)
    checked(@Body({ schema: body }) sent: Sent): z.infer<typeof answer> {
      return answerTo(sent);
    }

    @Get('secured')
    @Allow('listing.list')
    @Answers(200, items)
    async secured(@CurrentActor() actor: Actor): Promise<z.infer<typeof items>> {
      const ids = organizationsOf(actor);
      return { items: await this.tx.read((db) => db.query<Item>(listSql('note'), [ids])) };
    }

    @Get('open')
    @Allow('listing.list')
    @Answers(200, items)
    async open(@CurrentActor() actor: Actor): Promise<z.infer<typeof items>> {
      const ids = organizationsOf(actor);
      return { items: await this.tx.read((db) => db.query<Item>(listSql('open_note'), [ids])) };
    }

    /** The same in a transaction that was told nothing, by pg alone. */
    @Get('bare')
    @Allow('listing.list')
    @Answers(200, items)
    async bare(@CurrentActor() actor: Actor): Promise<z.infer<typeof items>> {
      const client = await pool.connect();
      try {
        await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
        const query = { name: 'list', text: listSql('open_note'), values: [organizationsOf(actor)] };
        const { rows } = await client.query<Item>(query);
        await client.query('COMMIT');
        return { items: rows };
      } finally {
        client.release();
      }
    }
  }

  @Module({ controllers: [Api] })
  class Measured {}

  const definition = { name: 'measured', module: Measured, env: z.object({}), problems: {}, entities: [], messaging: false }; // prettier-ignore
  const variables = { PORT: '0', ISSUER, JWKS_URL: 'http://127.0.0.1:9/jwks', DATABASE_URL: options.databaseUrl };
  const app = await createApplication(definition, {
    variables,
    keys: options.jwks as never,
    log: pino.destination('/dev/null'),
  });
  await app.listen(0, '127.0.0.1');
  return (app.getHttpServer().address() as { port: number }).port;
}

function organizationsOf(actor: Actor): string[] {
  return actor.kind === 'person' ? actor.roles.flatMap(({ organizationId }) => organizationId ?? []) : [];
}
