import { Injectable } from '@nestjs/common';
import type { PersonId } from '@opencircle/contracts';
import { Transactions, type Db } from '@opencircle/persistence';
import { Clock } from '../clock.js';
import { Listing } from '../listing/listing.js';
import { replacePending } from '../listing/replace-pending.js';
import { Revision } from '../listing/revision.js';
import { SubmitRevision } from '../listing/submit-revision.js';
import { ImportJob } from './import-job.js';
import { ImportRow } from './import-row.js';
import { readRow, type RowReading } from './meeting-guide.js';

type Taken = Extract<RowReading, { taken: true }>;

/** The next row to apply, as long as the transaction that read it lasts. */
export type ClaimedRow = { row: ImportRow; job: ImportJob };

/** The run phase, one row: listing, snapshot, case and events commit with the row, or none of them does. */
@Injectable()
export class ApplyRow {
  constructor(
    private readonly tx: Transactions,
    private readonly submission: SubmitRevision,
    private readonly clock: Clock,
  ) {}

  /** False when no row waits. `onClaim` learns which row it is, so that a failure can be written down for it. */
  run(onClaim: (row: ImportRow) => void): Promise<boolean> {
    return this.tx.run(async (db) => {
      const claimed = await claim(db);
      if (claimed === undefined) return false;
      onClaim(claimed.row);
      await this.apply(db, claimed);
      return true;
    });
  }

  private async apply(db: Db, { row, job }: ClaimedRow): Promise<void> {
    const now = this.clock.now();
    const reading = readRow(row.raw, job.defaults, now);
    if (!reading.taken || reading.key === null) throw new Error('a row that was taken by the check is refused now');
    const listing = await this.list(db, job, reading, now);
    row.listingId = listing.id;
    row.finishedAt = now;
    row.raw = null;
    await db.save(row);
  }

  private async list(db: Db, job: ImportJob, reading: Taken, now: Date): Promise<Listing> {
    const source = { key: reading.key as string, hash: reading.hash };
    const by = job.runBy as PersonId;
    const { organizationId } = job;
    const known = await db.manager.findOne(Listing, {
      where: { organizationId, sourceKey: source.key },
      lock: { mode: 'pessimistic_write' },
    });
    if (known?.sourceHash === source.hash) return known;
    const listing = known ?? Listing.draft(organizationId, now);
    const revision = Revision.write(listing.id, { content: reading.content, privateContent: reading.hidden }, by, now);
    if (known !== null) await replacePending(db, listing, now);
    listing.propose(revision, now);
    listing.comesFrom(source);
    await this.submission.within(db, listing, revision, now);
    await db.manager.insert(Revision, revision);
    await (known === null ? db.manager.insert(Listing, listing) : db.save(listing));
    return listing;
  }
}

/** Skips rows that another replica works on. */
async function claim(db: Db): Promise<ClaimedRow | undefined> {
  const [next] = await db.query<{ import_id: ImportRow['importId']; row: number }>(
    `SELECT r.import_id, r.row FROM import_row r JOIN import_job j ON j.id = r.import_id
     WHERE j.state = 'running' AND r.finished_at IS NULL AND r.outcome IN ('create', 'revise')
     ORDER BY j.created_at, r.row LIMIT 1 FOR UPDATE OF r SKIP LOCKED`,
  );
  if (next === undefined) return undefined;
  const row = await db.get(ImportRow, { importId: next.import_id, row: next.row });
  return { row, job: await db.get(ImportJob, { id: next.import_id }) };
}
