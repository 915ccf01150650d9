import { organizationStates } from '@opencircle/auth';
import { importId, listingId, organizationId } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';
import { z } from 'zod';
import { shownOrganizations } from '../organization/organization.js';
import { importStates, stopReasons, type ImportJob } from './import-job.js';
import { rowOutcomes, type ImportRow } from './import-row.js';

const counts = z.object({
  total: z.int(),
  create: z.int(),
  revise: z.int(),
  unchanged: z.int(),
  refuse: z.int(),
  applied: z.int(),
  failed: z.int(),
});
type Counts = z.infer<typeof counts>;

export const importView = z
  .object({
    id: importId,
    organizationId,
    /** A suspended organization's imports cannot be run. */
    organizationState: z.enum(organizationStates),
    fileName: z.string(),
    state: z.enum(importStates),
    stoppedBecause: z.enum(stopReasons).nullable(),
    counts,
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Import' });
export type ImportView = z.input<typeof importView>;

const remark = z.object({ pointer: z.string(), rule: z.string(), message: z.string() });

export const importRowView = z
  .object({
    row: z.int(),
    name: z.string().nullable(),
    outcome: z.enum(rowOutcomes),
    problems: z.array(remark),
    notices: z.array(remark),
    listingId: listingId.optional(),
  })
  .meta({ id: 'ImportRow' });
export type ImportRowView = z.input<typeof importRowView>;

/** The jobs with how many rows are planned as what, and how far the run is. */
export async function importViewsOf(db: Db, jobs: readonly ImportJob[]): Promise<ImportView[]> {
  if (jobs.length === 0) return [];
  const counted = await db.query<Counts & { import_id: string }>(
    `SELECT import_id,
            count(*) FILTER (WHERE outcome = 'create')::int AS create,
            count(*) FILTER (WHERE outcome = 'revise')::int AS revise,
            count(*) FILTER (WHERE outcome = 'unchanged')::int AS unchanged,
            count(*) FILTER (WHERE outcome = 'refuse')::int AS refuse,
            count(*) FILTER (WHERE finished_at IS NOT NULL AND NOT failed)::int AS applied,
            count(*) FILTER (WHERE failed)::int AS failed
     FROM import_row WHERE import_id = ANY($1) GROUP BY import_id`,
    [jobs.map(({ id }) => id)],
  );
  const shown = await shownOrganizations(db, jobs.map(({ organizationId }) => organizationId)); // prettier-ignore
  const byJob = new Map(counted.map(({ import_id, ...rest }) => [import_id, rest]));
  return jobs.map((job) => ({
    id: job.id,
    organizationId: job.organizationId,
    organizationState: shown(job.organizationId).organizationState,
    fileName: job.fileName,
    state: job.state,
    stoppedBecause: job.stoppedBecause,
    counts: { ...none, ...byJob.get(job.id), total: job.total },
    createdAt: job.createdAt.toISOString(),
  }));
}

/** `outcome` is not null: only rows that were checked are shown. */
export function importRowViewOf({ row, name, outcome, problems, notices, listingId }: ImportRow): ImportRowView {
  if (outcome === null) throw new Error(`row ${row} was not checked yet`);
  return { row, name, outcome, problems, notices, ...(listingId === null ? {} : { listingId }) };
}

const none: Counts = { total: 0, create: 0, revise: 0, unchanged: 0, refuse: 0, applied: 0, failed: 0 };
