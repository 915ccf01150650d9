import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * published_group is the snapshot that every replica fills its index from. `changed_in` is the writing transaction;
 * its index serves the feed, which asks for all that changed since a horizon.
 */
export class Group1795392100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE published_group (
        listing_id uuid PRIMARY KEY,
        organization_id uuid NOT NULL,
        revision_id uuid NOT NULL,
        published_at timestamptz NOT NULL,
        content jsonb NOT NULL,
        changed_in xid8 NOT NULL DEFAULT pg_current_xact_id()
      )`);
    await db.query('CREATE INDEX published_group_changed_in ON published_group (changed_in)');
    await db.query('CREATE TABLE organization (organization_id uuid PRIMARY KEY, name text NOT NULL)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE published_group, organization');
  }
}
