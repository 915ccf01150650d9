import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A delivery is about a session of a group, or about a link that somebody asked for; `useful_until` is when either is
 * over. The link itself is not kept: membership is asked for it when the mail is sent.
 */
export class MailLink1795920400000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE delivery
        ADD COLUMN link_id uuid,
        ADD COLUMN useful_until timestamptz,
        ALTER COLUMN listing_id DROP NOT NULL,
        ALTER COLUMN session_start DROP NOT NULL,
        ADD CHECK ((link_id IS NULL) = (listing_id IS NOT NULL AND session_start IS NOT NULL))`);
    await db.query('UPDATE delivery SET useful_until = session_start');
    await db.query('ALTER TABLE delivery ALTER COLUMN useful_until SET NOT NULL');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DELETE FROM delivery WHERE link_id IS NOT NULL');
    await db.query(`
      ALTER TABLE delivery
        DROP COLUMN link_id, DROP COLUMN useful_until,
        ALTER COLUMN listing_id SET NOT NULL, ALTER COLUMN session_start SET NOT NULL`);
  }
}
