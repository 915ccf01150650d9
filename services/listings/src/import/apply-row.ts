import { Injectable } from '@nestjs/common';
import type { ImportId, ListingId, OrganizationId, PersonId } from '@opencircle/contracts';
import { Transactions, type Db } from '@opencircle/persistence';
import { Clock } from '../clock.js';
import { Listing } from '../listing/listing.js';
import { replacePending } from '../listing/replace-pending.js';
import { Revision } from '../listing/revision.js';
import { SubmitRevision } from '../listing/submit-revision.js';
import type { ImportDefaults } from './import-defaults.js';
import { readRow, type RowReading } from './meeting-guide.js';

type Taken = Extract<RowReading, { taken: true }>;

/** A row that waits, and which import it is of. */
export type RowId = { importId: ImportId; row: number };
type Claimed = RowId & { raw: unknown; defaults: ImportDefaults; organizationId: OrganizationId; runBy: PersonId };

/**
 * The run phase, one row: listing, snapshot, case and events commit with the row, or none of them does. Rows are
 * applied one after the other, so that each is compared with those before it when duplicates are looked for.
 */
@Injectable()
export class ApplyRow {
  constructor(
    private readonly tx: Transactions,
    private readonly submission: SubmitRevision,
    private readonly clock: Clock,
  ) {}

  /** False when no row waits. `onClaim` learns which row it is, so that a failure can be written down for it. */
  run(onClaim: (row: RowId) => void): Promise<boolean> {
    return this.tx.run(async (db) => {
      const claimed = await claim(db);
      if (claimed === undefined) return false;
      onClaim(claimed);
      const now = this.clock.now();
      const reading = readRow(claimed.raw, claimed.defaults, now);
      if (!reading.taken || reading.key === null) throw new Error('a row that the check took is refused now');
      await finish(db, claimed, await this.list(db, claimed, reading, now), now);
      return true;
    });
  }

  private async list(
    db: Db,
    { organizationId, runBy }: Claimed,
    { key, hash, content, hidden }: Taken,
    now: Date,
  ): Promise<ListingId> {
    const source = { key: key as string, hash };
    const known = await db.manager.findOne(Listing, {
      where: { organizationId, sourceKey: source.key },
      lock: { mode: 'pessimistic_write' },
    });
    if (known?.sourceHash === hash) return known.id;
    const listing = known ?? Listing.draft(organizationId, now);
    const revision = Revision.write(listing.id, { content, privateContent: hidden }, runBy, now);
    if (known !== null) await replacePending(db, listing, now);
    listing.propose(revision, now);
    listing.comesFrom(source);
    await this.submission.within(db, listing, revision, now);
    await db.manager.insert(Revision, revision);
    await (known === null ? db.manager.insert(Listing, listing) : db.save(listing));
    return listing.id;
  }
}

/** The next row of the oldest running import; rows that another replica works on are skipped. */
async function claim(db: Db): Promise<Claimed | undefined> {
  const [next] = await db.query<Claimed>(
    `SELECT j.id AS "importId", waiting.row, waiting.raw, j.defaults, j.organization_id AS "organizationId",
            j.run_by AS "runBy"
     FROM (SELECT * FROM import_job WHERE state = 'running' ORDER BY created_at) j
     CROSS JOIN LATERAL (
       SELECT row, raw FROM import_row
       WHERE import_id = j.id AND finished_at IS NULL AND outcome IN ('create', 'revise')
       ORDER BY row LIMIT 1 FOR UPDATE SKIP LOCKED
     ) waiting
     LIMIT 1`,
  );
  return next;
}

/** The row as it came is forgotten: it holds the join link. */
async function finish(db: Db, { importId, row }: RowId, listingId: ListingId, now: Date): Promise<void> {
  await db.query(
    'UPDATE import_row SET listing_id = $3, finished_at = $4, raw = NULL WHERE import_id = $1 AND row = $2',
    [importId, row, listingId, now],
  );
}
