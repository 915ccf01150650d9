import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When a session ends unless it is used before; every use moves it on. Sessions of before count from now. The default is
 * theirs, worked out once and written to no row, and that of sessions which a replica of the release before begins.
 * `session_ended` finds for the purge what is over, also by inactivity.
 */
export class SessionInactivity1795990500000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `ALTER TABLE session ADD COLUMN inactive_at timestamptz NOT NULL DEFAULT now() + interval '14 days'`,
    );
    await db.query(
      `UPDATE session SET inactive_at = now() + interval '1 hour' WHERE aal = 2 OR provider_of IS NOT NULL`,
    );
    await db.query('DROP INDEX session_ended');
    await db.query('CREATE INDEX session_ended ON session (least(expires_at, inactive_at, revoked_at))');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX session_ended');
    await db.query('ALTER TABLE session DROP COLUMN inactive_at');
    await db.query('CREATE INDEX session_ended ON session (least(expires_at, revoked_at))');
  }
}
