import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A job goes on in the trace of the transaction that asked for it, as an outbox row does. */
export class JobTrace1795990200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE scheduled_job ADD COLUMN traceparent text');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE scheduled_job DROP COLUMN traceparent');
  }
}
