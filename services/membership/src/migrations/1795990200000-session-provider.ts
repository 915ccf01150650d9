import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whose provider a session began at, so that it ends with that provider; the index finds those that are to end. A challenge
 * remembers under which setting of the provider the step before it was made.
 */
export class SessionProvider1795990200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE session ADD COLUMN provider_of uuid');
    await db.query('CREATE INDEX session_provider ON session (provider_of) WHERE provider_of IS NOT NULL');
    await db.query('ALTER TABLE session_challenge ADD COLUMN configured_at timestamptz');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE session_challenge DROP COLUMN configured_at');
    await db.query('ALTER TABLE session DROP COLUMN provider_of');
  }
}
