import { setTimeout as sleep } from 'node:timers/promises';
import { Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { Allow, CurrentActor, policy, type Action, type Actor } from '@opencircle/auth';
import { Transactions, type Db } from '@opencircle/persistence';
import { z } from 'zod';
import type { Watch } from './watch.js';

export const WATCH = Symbol('what the proof sees');
/** Whether statements have a condition of their own for whose rows they are about. */
export const FILTERED = Symbol('filtered');

/** How a transaction ends: well, by an error of ours, by a statement that fails, or well at the second try. */
const endings = ['well', 'thrown', 'failed', 'repeated'] as const;
const query = z.strictObject({ end: z.enum(endings) });

/**
 * The proof's own use cases over the tables of listings, through the same guard, scope and Transactions as those
 * of a service. Rows are judged here, where they are seen: an answer that nobody waits for counts as well.
 */
@Controller('v1/rows')
export class RowsController {
  constructor(
    private readonly tx: Transactions,
    @Inject(WATCH) private readonly watch: Watch,
    @Inject(FILTERED) private readonly filtered: boolean,
  ) {}

  @Get()
  @Allow('listing.list')
  async list(@Query({ schema: query }) { end }: z.output<typeof query>, @CurrentActor() actor: Actor): Promise<object> {
    const [where, parameters] = this.condition(actor, 'listing.list');
    let tries = 0;
    const rows = await this.tx.run(async (db) => {
      const listings = await idsOf(db, `SELECT l.id FROM listing l WHERE ${where}`, parameters);
      await sleep(Math.random() * 4);
      const revisions = await idsOf(
        db,
        `SELECT r.listing_id AS id FROM listing_revision r JOIN listing l ON l.id = r.listing_id WHERE ${where}`,
        parameters,
      );
      this.watch.saw(actor, [...listings, ...revisions]);
      await finish(db, end, tries++);
      return listings;
    });
    this.watch.answers(actor, rows);
    return { ids: rows };
  }

  @Post()
  @Allow('listing.edit')
  async touch(
    @Query({ schema: query }) { end }: z.output<typeof query>,
    @CurrentActor() actor: Actor,
  ): Promise<object> {
    const [where, parameters] = this.condition(actor, 'listing.edit');
    let tries = 0;
    await this.tx.run(async (db) => {
      const touched = await idsOf(
        db,
        `UPDATE listing SET updated_at = now() WHERE id IN (
           SELECT l.id FROM listing l WHERE ${where} ORDER BY random() LIMIT 2 FOR UPDATE SKIP LOCKED) RETURNING id`,
        parameters,
      );
      this.watch.saw(actor, touched);
      await finish(db, end, tries++);
    });
    return {};
  }

  private condition(actor: Actor, action: Action): [string, unknown[]] {
    const visible = policy.scope(actor, action);
    if (!this.filtered || visible.all) return ['true', []];
    const { organizationIds, listingIds } = visible;
    const tree = 'SELECT o.id FROM organization o WHERE o.path && $1::uuid[]';
    return [`(l.organization_id IN (${tree}) OR l.id = ANY ($2::uuid[]))`, [organizationIds, listingIds]];
  }
}

async function idsOf(db: Db, sql: string, parameters: unknown[]): Promise<string[]> {
  return (await db.query<{ id: string }>(sql, parameters)).map(({ id }) => id);
}

async function finish(db: Db, end: (typeof endings)[number], tries: number): Promise<void> {
  switch (end) {
    case 'well':
      return;
    case 'thrown':
      throw new Error('the use case gave up');
    case 'failed':
      await db.query('SELECT 1 / 0');
      return;
    case 'repeated':
      if (tries === 0) await db.query(`DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$`);
  }
}
