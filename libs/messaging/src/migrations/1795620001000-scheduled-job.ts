import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * scheduled_job_pkey finds a job to move or cancel, and keeps one a kind and key.
 * scheduled_job_due gives the worker what is due, oldest first, and the time of the next one; `kind` stands in it so
 * that rows whose kind this release does not know are stepped over without being read. Set-aside rows are not in it.
 */
export class ScheduledJob1795620001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE scheduled_job (
        kind text NOT NULL,
        key text NOT NULL,
        due_at timestamptz NOT NULL,
        payload json NOT NULL,
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'set-aside')),
        failures int NOT NULL DEFAULT 0,
        delays int NOT NULL DEFAULT 0,
        error_class text,
        PRIMARY KEY (kind, key)
      )`);
    await db.query(`CREATE INDEX scheduled_job_due ON scheduled_job (due_at, kind) WHERE state = 'waiting'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE scheduled_job');
  }
}
