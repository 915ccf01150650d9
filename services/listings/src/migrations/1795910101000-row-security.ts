import {
  anyOf,
  ofListing,
  ofOrganization,
  ofVisible,
  secureRows,
  systemOnly,
  unsecureRows,
  type RowSecurity,
} from '@opencircle/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Row-level security: a listing and what hangs on it are seen by who may act for its organization or for the listing. */
export class RowSecurity1795910101000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statement of tables.flatMap(secureRows)) await db.query(statement);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const statement of tables.toReversed().flatMap(unsecureRows)) await db.query(statement);
  }
}

const byOrganization = ofOrganization('organization_id', { tree: true });

const tables: readonly RowSecurity[] = [
  // Names are public, and every other policy reads the tree. Events alone write it.
  { table: 'organization', read: '(SELECT scope_is_known())', write: systemOnly },
  { table: 'listing', read: anyOf(byOrganization, ofListing('id')) },
  { table: 'listing_revision', read: ofVisible('listing', 'seen.id = listing_revision.listing_id') },
  { table: 'moderation_case', read: byOrganization },
  // Who reported is unknown, and what they wrote is for moderators; the policy table keeps it from the staff.
  { table: 'report', read: ofVisible('moderation_case', 'seen.id = report.case_id') },
  { table: 'import_job', read: byOrganization },
  { table: 'import_row', read: ofVisible('import_job', 'seen.id = import_row.import_id') },
];
