import { Injectable } from '@nestjs/common';
import { policy, type Actor } from '@opencircle/auth';
import { importId, type ImportId, type OrganizationId } from '@opencircle/contracts';
import { Transactions, type Db } from '@opencircle/persistence';
import { demandFound, instant } from '@opencircle/service-defaults';
import { z } from 'zod';
import { relationOfOrganization, withinReach } from '../organization/relation-of.js';
import { paged, positionOf, type Page, type PageRequest } from '../page.js';
import { ImportJob } from './import-job.js';
import { ImportRow, type RowOutcome } from './import-row.js';
import { importRowViewOf, importViewsOf, type ImportRowView, type ImportView } from './import-view.js';

export type ImportQuery = PageRequest & { organizationId?: OrganizationId | undefined };
export type RowQuery = PageRequest & { outcome?: RowOutcome | undefined };

/** Reads imports and their rows for the staff of their organization. */
@Injectable()
export class FindImports {
  constructor(private readonly tx: Transactions) {}

  one(id: ImportId, actor: Actor): Promise<ImportView> {
    return this.tx.read(async (db) => {
      const job = await this.found(db, id, actor);
      const [view] = await importViewsOf(db, [job]);
      return view as ImportView;
    });
  }

  list({ organizationId, cursor, limit }: ImportQuery, actor: Actor): Promise<Page<ImportView>> {
    const after = positionOf(cursor, { value: instant(), id: importId });
    return this.tx.read(async (db) => {
      const found = db.manager.createQueryBuilder(ImportJob, 'j').where('true');
      found.andWhere(...withinReach(policy.scope(actor, 'import.list'), { organization: 'j.organization_id' }));
      if (organizationId !== undefined) {
        policy.demand(actor, 'import.list', await relationOfOrganization(db, organizationId));
        found.andWhere('j.organizationId = :organizationId', { organizationId });
      }
      const total = await found.getCount();
      if (after !== undefined) found.andWhere('(j.createdAt, j.id) < (:value, :id)', after);
      found
        .orderBy('j.createdAt', 'DESC')
        .addOrderBy('j.id', 'DESC')
        .limit(limit + 1);
      const { rows, next } = paged(await found.getMany(), limit, ({ createdAt, id }) => ({
        value: createdAt.toISOString(),
        id,
      }));
      return { items: await importViewsOf(db, rows), next, total };
    });
  }

  /** The rows that were checked so far, in the feed's order. */
  rows(id: ImportId, { outcome, cursor, limit }: RowQuery, actor: Actor): Promise<Page<ImportRowView>> {
    const after = positionOf(cursor, { value: z.string().regex(/^\d{1,6}$/), id: importId });
    return this.tx.read(async (db) => {
      await this.found(db, id, actor);
      const found = db.manager.createQueryBuilder(ImportRow, 'r').where('r.importId = :id', { id });
      if (outcome === undefined) found.andWhere('r.outcome IS NOT NULL');
      else found.andWhere('r.outcome = :outcome', { outcome });
      const total = await found.getCount();
      if (after !== undefined) found.andWhere('r.row > :row', { row: Number(after.value) });
      const { rows, next } = paged(await found.orderBy('r.row').limit(limit + 1).getMany(), limit, ({ row }) => ({
        value: String(row),
        id,
      })); // prettier-ignore
      return { items: rows.map(importRowViewOf), next, total };
    });
  }

  private async found(db: Db, id: ImportId, actor: Actor): Promise<ImportJob> {
    const relation = ({ organizationId }: ImportJob) => relationOfOrganization(db, organizationId);
    return demandFound(await db.findOne(ImportJob, { id }), actor, 'import.read', { relation });
  }
}
