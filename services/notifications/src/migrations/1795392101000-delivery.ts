import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The unique `idempotency_key` makes one delivery of an event that is handled twice. Index `delivery_due` finds what is
 * queued and due, `delivery_abandoned` what a dead sender left behind; both stay small, for sent rows are in neither.
 * `delivery_state` lists by state for ops, newest first.
 */
export class Delivery1795392101000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE delivery (
        id uuid PRIMARY KEY,
        idempotency_key text NOT NULL UNIQUE,
        recipient_id uuid NOT NULL,
        template text NOT NULL,
        listing_id uuid NOT NULL,
        session_start timestamptz NOT NULL,
        state text NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed')),
        attempts int NOT NULL DEFAULT 0,
        refusals int NOT NULL DEFAULT 0,
        last_error_code text,
        queued_at timestamptz NOT NULL DEFAULT now(),
        next_attempt_at timestamptz NOT NULL DEFAULT now(),
        lease_until timestamptz,
        settled_at timestamptz
      )`);
    await db.query(`CREATE INDEX delivery_due ON delivery (next_attempt_at) WHERE state = 'queued'`);
    await db.query(`CREATE INDEX delivery_abandoned ON delivery (lease_until) WHERE state = 'sending'`);
    await db.query('CREATE INDEX delivery_state ON delivery (state, id DESC)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE delivery');
  }
}
