import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A session is the family of the refresh tokens that follow one sign-in; used tokens stay until the session ends, so
 * that a second use is seen. Index `session_person` ends all sessions of a person, `refresh_token_session` deletes a
 * session's tokens with it, `session_expires` and `sign_in_attempt_last` are for the purge.
 */
export class Session1795392101000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE session (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        started_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz,
        revoked_because text CHECK (revoked_because IN ('signed-out', 'token-reused'))
      )`);
    await db.query('CREATE INDEX session_person ON session (person_id)');
    await db.query('CREATE INDEX session_expires ON session (expires_at)');
    await db.query(`
      CREATE TABLE refresh_token (
        token_hash bytea PRIMARY KEY,
        session_id uuid NOT NULL REFERENCES session ON DELETE CASCADE,
        issued_at timestamptz NOT NULL DEFAULT now(),
        used_at timestamptz
      )`);
    await db.query('CREATE INDEX refresh_token_session ON refresh_token (session_id)');
    await db.query(`
      CREATE TABLE sign_in_attempt (
        key bytea PRIMARY KEY,
        failures int NOT NULL,
        last_at timestamptz NOT NULL,
        blocked_until timestamptz NOT NULL
      )`);
    await db.query('CREATE INDEX sign_in_attempt_last ON sign_in_attempt (last_at)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE sign_in_attempt, refresh_token, session');
  }
}
