import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * From whom access was taken, as long as tokens from before may live. Every replica follows the table by transaction
 * horizon (ADR 5, ADR 18): `access_revocation_changed` finds what is new, `access_revocation_noted` what may go.
 */
export class AccessRevocation1795940000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE access_revocation (
        person_id uuid PRIMARY KEY,
        epoch int NOT NULL,
        noted_at timestamptz NOT NULL DEFAULT now(),
        changed_in xid8 NOT NULL DEFAULT pg_current_xact_id()
      )`);
    await db.query('CREATE INDEX access_revocation_changed ON access_revocation (changed_in)');
    await db.query('CREATE INDEX access_revocation_noted ON access_revocation (noted_at)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE access_revocation');
  }
}
