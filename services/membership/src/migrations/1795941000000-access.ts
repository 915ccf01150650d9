import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `person.access_epoch` counts how often access was taken from a person; tokens carry it. `signing_key` holds the keys
 * of access tokens, the private ones sealed with the master key; what state a key is in follows from the times alone.
 * Why a session ended is a word of the code that ends it, so the table only looks at its form.
 */
export class Access1795941000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE person ADD COLUMN access_epoch int NOT NULL DEFAULT 0');
    await db.query(`
      CREATE TABLE signing_key (
        kid text PRIMARY KEY,
        data_key bytea NOT NULL,
        private_key bytea NOT NULL,
        published_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        signs_from timestamptz NOT NULL UNIQUE
      )`);
    await db.query('ALTER TABLE session DROP CONSTRAINT session_revoked_because_check');
    await db.query(`
      ALTER TABLE session ADD CONSTRAINT session_revoked_because_check
        CHECK (revoked_because ~ '^[a-z][a-z-]{1,39}$')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      UPDATE session SET revoked_because = 'signed-out' WHERE revoked_because NOT IN ('signed-out', 'token-reused')`);
    await db.query('ALTER TABLE session DROP CONSTRAINT session_revoked_because_check');
    await db.query(`
      ALTER TABLE session ADD CONSTRAINT session_revoked_because_check
        CHECK (revoked_because IN ('signed-out', 'token-reused'))`);
    await db.query('DROP TABLE signing_key');
    await db.query('ALTER TABLE person DROP COLUMN access_epoch');
  }
}
