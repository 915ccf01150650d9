import { Injectable } from '@nestjs/common';
import type { ImportId } from '@opencircle/contracts';
import { Transactions, type Db } from '@opencircle/persistence';
import { rowKey } from './feed-identity.js';
import { ImportJob } from './import-job.js';
import { planRow, type RowPlan } from './plan-row.js';

/** Small enough that requests are answered in between. */
const BATCH = 50;

type Unchecked = { row: number; raw: unknown };
type Planned = RowPlan & { row: number };

/** The check phase: reads the next rows of an import and writes down what will become of them. */
@Injectable()
export class CheckRows {
  constructor(private readonly tx: Transactions) {}

  /** True when there was something to do. The job's row is the claim: other replicas skip it. */
  run(onClaim: (id: ImportId) => void): Promise<boolean> {
    return this.tx.run(async (db) => {
      const job = await db.manager.findOne(ImportJob, {
        where: { state: 'checking' },
        order: { createdAt: 'ASC' },
        lock: { mode: 'pessimistic_write', onLocked: 'skip_locked' },
      });
      if (job === null) return false;
      onClaim(job.id);
      const rows = await db.query<Unchecked>(
        `SELECT row, raw FROM import_row WHERE import_id = $1 AND outcome IS NULL ORDER BY row LIMIT ${BATCH}`,
        [job.id],
      );
      await write(db, job, await plan(db, job, rows));
      if (rows.length < BATCH) {
        job.state = 'checked';
        await db.save(job);
      }
      return true;
    });
  }
}

async function plan(db: Db, job: ImportJob, rows: readonly Unchecked[]): Promise<Planned[]> {
  const keys = rows.map(({ raw }) => rowKey(raw)).filter((key) => key !== undefined);
  const hashes = await hashesOf(db, job, keys);
  const firsts = await firstRowsOf(db, job, keys);
  return rows.map(({ row, raw }) => {
    const known = { hashOf: (key: string) => hashes.get(key), firstRowOf: (key: string) => firsts.get(key) };
    const planned = planRow(raw, row, job.defaults, job.createdAt, known);
    if (planned.key !== null && planned.outcome !== 'refuse') firsts.set(planned.key, row);
    return { ...planned, row };
  });
}

/** What this organization's listings said when they were last imported, by key. */
async function hashesOf(db: Db, { organizationId }: ImportJob, keys: string[]): Promise<Map<string, string>> {
  const known = await db.query<{ source_key: string; source_hash: string }>(
    'SELECT source_key, source_hash FROM listing WHERE organization_id = $1 AND source_key = ANY($2)',
    [organizationId, keys],
  );
  return new Map(known.map(({ source_key, source_hash }) => [source_key, source_hash]));
}

/** Rows of earlier batches that have these keys; refused ones take nobody's place. */
async function firstRowsOf(db: Db, { id }: ImportJob, keys: string[]): Promise<Map<string, number>> {
  const known = await db.query<{ source_key: string; row: number }>(
    `SELECT source_key, min(row) AS row FROM import_row
     WHERE import_id = $1 AND source_key = ANY($2) AND outcome <> 'refuse' GROUP BY source_key`,
    [id, keys],
  );
  return new Map(known.map(({ source_key, row }) => [source_key, row]));
}

async function write(db: Db, { id }: ImportJob, rows: readonly Planned[]): Promise<void> {
  await db.query(
    `UPDATE import_row AS r
     SET name = p.name, source_key = p.key, outcome = p.outcome, problems = p.problems, notices = p.notices
     FROM jsonb_to_recordset($2::jsonb)
       AS p (row integer, name text, key text, outcome text, problems jsonb, notices jsonb)
     WHERE r.import_id = $1 AND r.row = p.row`,
    [id, JSON.stringify(rows)],
  );
}
