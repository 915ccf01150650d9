import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of which event an organization's state is, so that older ones, read again, change nothing (docs/events.md). */
export class StateVersion1796030100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE organization ADD COLUMN state_version bigint NOT NULL DEFAULT 0');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE organization DROP COLUMN state_version');
  }
}
