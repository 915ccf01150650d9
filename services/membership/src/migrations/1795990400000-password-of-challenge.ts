import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A challenge remembers with which password the step before it was made, so that a new password ends it. Sessions that
 * began at a provider before it was noted whose (1795990200000) end: who may have one signs in again.
 */
export class PasswordOfChallenge1795990400000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE session_challenge ADD COLUMN password_set_at timestamptz');
    await db.query(`
      UPDATE session s SET revoked_at = now(), revoked_because = 'provider-ended'
      FROM audit_entry e
      WHERE s.provider_of IS NULL AND s.revoked_at IS NULL AND s.expires_at > now()
        AND e.action = 'session.create' AND e.object_id = s.id::text AND e.facts ->> 'method' = 'provider'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE session_challenge DROP COLUMN password_set_at');
  }
}
