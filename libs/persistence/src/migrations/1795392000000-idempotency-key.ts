import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The primary key is what concurrent repeats wait on; `created_at` is for the purge of old keys. */
export class IdempotencyKey1795392000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE idempotency_key (
        scope text NOT NULL,
        key text NOT NULL,
        fingerprint bytea NOT NULL,
        answer json,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (scope, key)
      )`);
    await db.query('CREATE INDEX idempotency_key_created_at ON idempotency_key (created_at)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE idempotency_key');
  }
}
