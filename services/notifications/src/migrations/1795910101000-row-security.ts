import {
  anyOf,
  ofListing,
  ofOrganization,
  ofPerson,
  secureRows,
  systemOnly,
  unsecureRows,
  type RowSecurity,
} from '@opencircle/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Row-level security: a mail is its recipient's. Events and the sender alone write. */
export class RowSecurity1795910101000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statement of tables.flatMap(secureRows)) await db.query(statement);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const statement of tables.toReversed().flatMap(unsecureRows)) await db.query(statement);
  }
}

const tables: readonly RowSecurity[] = [
  { table: 'listing_facts', read: anyOf(ofOrganization(), ofListing()), write: systemOnly },
  { table: 'delivery', read: ofPerson('recipient_id'), write: systemOnly },
];
