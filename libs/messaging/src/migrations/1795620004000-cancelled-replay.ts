import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A replay can end because somebody wanted it to. */
export class CancelledReplay1795620004000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE parked_replay DROP CONSTRAINT parked_replay_state_check,
        ADD CONSTRAINT parked_replay_state_check CHECK (state IN ('running', 'done', 'failed', 'cancelled'))`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`UPDATE parked_replay SET state = 'failed' WHERE state = 'cancelled'`);
    await db.query(`
      ALTER TABLE parked_replay DROP CONSTRAINT parked_replay_state_check,
        ADD CONSTRAINT parked_replay_state_check CHECK (state IN ('running', 'done', 'failed'))`);
  }
}
