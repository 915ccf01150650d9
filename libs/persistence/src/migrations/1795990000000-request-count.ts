import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often clients asked for what has a limit, by a keyed hash. The index is for the purge of windows that are over. */
export class RequestCount1795990000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE request_count (
        key bytea PRIMARY KEY,
        count int NOT NULL,
        ends_at timestamptz NOT NULL
      )`);
    await db.query('CREATE INDEX request_count_ends_at ON request_count (ends_at)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE request_count');
  }
}
