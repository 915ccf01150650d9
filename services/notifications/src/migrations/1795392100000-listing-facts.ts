import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a mail needs of a published listing; written by events, read by key. */
export class ListingFacts1795392100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE listing_facts (
        listing_id uuid PRIMARY KEY,
        organization_id uuid NOT NULL,
        name text NOT NULL,
        zone text NOT NULL
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE listing_facts');
  }
}
