import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A job goes on in the trace of the transaction that asked for it, as an outbox row does. A database may have had this under
 * an earlier number, which was another migration's as well.
 */
export class JobTrace1795990210000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE scheduled_job ADD COLUMN IF NOT EXISTS traceparent text');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE scheduled_job DROP COLUMN traceparent');
  }
}
