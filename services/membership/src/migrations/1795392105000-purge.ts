import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * For the purge: `visit_session_start` and `session_ended` find what is old, `consent_of_visit` the consents of a visit, which
 * the foreign key needs as well.
 */
export class Purge1795392105000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('CREATE INDEX visit_session_start ON visit (session_start)');
    await db.query('CREATE INDEX consent_of_visit ON consent (visit_id)');
    await db.query('CREATE INDEX session_ended ON session (least(expires_at, revoked_at))');
    await db.query('DROP INDEX session_expires');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('CREATE INDEX session_expires ON session (expires_at)');
    await db.query('DROP INDEX session_ended, consent_of_visit, visit_session_start');
  }
}
