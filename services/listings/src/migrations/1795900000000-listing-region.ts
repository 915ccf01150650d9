import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a listing is, as `US-CA` or `IE`, for moderators who are for a region; taken from its newest snapshot. */
export class ListingRegion1795900000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE listing ADD COLUMN region text');
    await db.query(
      `UPDATE listing SET region = place.country || CASE WHEN place.region ~ '^[A-Z0-9]{1,3}$' THEN '-' || place.region ELSE '' END
       FROM (SELECT id, upper(content->'venue'->>'country') AS country, upper(content->'venue'->>'region') AS region
             FROM listing_revision) AS place
       WHERE place.id = coalesce(pending_revision_id, published_revision_id) AND place.country ~ '^[A-Z]{2}$'`,
    );
    // The queue of a moderator who is for a region: its listings are few among all.
    await db.query('CREATE INDEX listing_region ON listing (region) WHERE region IS NOT NULL');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE listing DROP COLUMN region');
  }
}
