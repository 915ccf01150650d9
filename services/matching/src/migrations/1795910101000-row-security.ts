import {
  anyOf,
  ofListing,
  ofOrganization,
  secureRows,
  systemOnly,
  unsecureRows,
  type RowSecurity,
} from '@opencircle/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Row-level security: what is published is for anybody whose action is, and events alone write it. */
export class RowSecurity1795910101000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statement of tables.flatMap(secureRows)) await db.query(statement);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const statement of tables.toReversed().flatMap(unsecureRows)) await db.query(statement);
  }
}

const tables: readonly RowSecurity[] = [
  { table: 'organization', read: ofOrganization(), write: systemOnly },
  { table: 'published_group', read: anyOf(ofOrganization(), ofListing()), write: systemOnly },
];
