import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A factor is a person's TOTP secret or passkey, sealed where it is secret or a name; `last_step` and `counter` only
 * rise, so nothing works twice. Index `factor_person` finds a person's; `factor_credential` finds whose passkey signs in,
 * and keeps one passkey from being two people's; `factor_totp` leaves one TOTP secret a person. Challenges are what stands
 * between the first factor and the second; `session_challenge_ends` is for their purge.
 */
export class SecondFactor1795920100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE factor (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN ('totp', 'passkey')),
        label bytea NOT NULL,
        secret bytea,
        last_step bigint,
        credential_id bytea,
        public_key bytea,
        counter bigint NOT NULL DEFAULT 0,
        begun_at timestamptz NOT NULL DEFAULT now(),
        enrolled_at timestamptz,
        last_used_at timestamptz,
        CHECK ((kind = 'totp') = (secret IS NOT NULL)),
        CHECK ((kind = 'passkey') = (credential_id IS NOT NULL AND public_key IS NOT NULL))
      )`);
    await db.query('CREATE INDEX factor_person ON factor (person_id)');
    await db.query('CREATE UNIQUE INDEX factor_credential ON factor (credential_id) WHERE credential_id IS NOT NULL');
    await db.query(`CREATE UNIQUE INDEX factor_totp ON factor (person_id, (enrolled_at IS NULL)) WHERE kind = 'totp'`);
    await db.query(`
      CREATE TABLE recovery_code (
        person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        code_hash bytea NOT NULL,
        used_at timestamptz,
        PRIMARY KEY (person_id, code_hash)
      )`);
    await db.query(`
      CREATE TABLE session_challenge (
        token_hash bytea PRIMARY KEY,
        purpose text NOT NULL CHECK (purpose IN ('sign-in', 'confirm', 'enrol')),
        person_id uuid REFERENCES person ON DELETE CASCADE,
        session_id uuid REFERENCES session ON DELETE CASCADE,
        passkey_challenge text NOT NULL,
        tries int NOT NULL DEFAULT 0,
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      )`);
    await db.query('CREATE INDEX session_challenge_ends ON session_challenge (expires_at)');
    await db.query('CREATE INDEX session_challenge_person ON session_challenge (person_id)');
    await db.query('CREATE INDEX session_challenge_session ON session_challenge (session_id)');
    await db.query(`
      ALTER TABLE session
        ADD COLUMN aal smallint NOT NULL DEFAULT 1 CHECK (aal IN (1, 2)),
        ADD COLUMN confirmed_at timestamptz NOT NULL DEFAULT now(),
        ADD COLUMN client bytea,
        DROP CONSTRAINT session_revoked_because_check,
        ADD CONSTRAINT session_revoked_because_check CHECK (revoked_because IN
          ('signed-out', 'token-reused', 'signed-out-elsewhere', 'signed-out-everywhere', 'password-changed'))`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `UPDATE session SET revoked_because = 'signed-out' WHERE revoked_because NOT IN ('signed-out', 'token-reused')`,
    );
    await db.query(`
      ALTER TABLE session
        DROP CONSTRAINT session_revoked_because_check,
        ADD CONSTRAINT session_revoked_because_check CHECK (revoked_because IN ('signed-out', 'token-reused')),
        DROP COLUMN aal, DROP COLUMN confirmed_at, DROP COLUMN client`);
    await db.query('DROP TABLE session_challenge, recovery_code, factor');
  }
}
