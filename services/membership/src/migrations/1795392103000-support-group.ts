import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What membership needs of a published listing; rows come from events only and are read by their key. */
export class SupportGroup1795392103000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE support_group (
        listing_id uuid PRIMARY KEY,
        organization_id uuid NOT NULL,
        name text NOT NULL,
        series jsonb NOT NULL,
        visitors_allowed boolean NOT NULL,
        published_at timestamptz NOT NULL
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE support_group');
  }
}
