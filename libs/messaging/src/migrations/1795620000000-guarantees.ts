import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Relay shards by aggregate, rows that Kafka refuses set aside, and parked events as sequences.
 *
 * outbox_set_aside: for every row that the relay reads it tells whether an earlier one of the aggregate is set aside;
 * nearly always empty. inbox_received finds old rows for the purge at next to no cost for the insert (BRIN).
 * parked_event_sequence groups what ops see and replay as one; a sequence's id is the same wherever it is computed.
 */
export class Guarantees1795620000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE outbox
        ADD slot smallint NOT NULL GENERATED ALWAYS AS ((hashtextextended(subject, 0) & 15)::smallint) STORED,
        ADD set_aside_at timestamptz,
        ADD set_aside_reason text`);
    await db.query(`
      CREATE INDEX outbox_set_aside ON outbox (topic, subject, id)
      WHERE set_aside_at IS NOT NULL AND published_at IS NULL`);
    // Room on the page lets a cursor move without touching its index.
    await db.query('ALTER TABLE inbox_cursor SET (fillfactor = 70)');
    await db.query('CREATE INDEX inbox_received ON inbox USING brin (received_at)');
    await db.query('ALTER TABLE parked_event RENAME parked_at TO first_seen_at');
    await db.query(`
      ALTER TABLE parked_event
        ADD last_seen_at timestamptz NOT NULL DEFAULT now(),
        ADD sequence_id uuid NOT NULL GENERATED ALWAYS AS (
          md5(consumer || '/' || topic || '/' || coalesce(subject, partition || '@' || "offset"))::uuid
        ) STORED`);
    await db.query('DROP INDEX parked_event_waiting');
    await db.query('CREATE INDEX parked_event_waiting ON parked_event (consumer, topic, subject, aggregate_version)');
    await db.query('CREATE INDEX parked_event_sequence ON parked_event (sequence_id, aggregate_version)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX parked_event_sequence, parked_event_waiting');
    await db.query('CREATE INDEX parked_event_waiting ON parked_event (consumer, topic, subject)');
    await db.query('ALTER TABLE parked_event DROP sequence_id, DROP last_seen_at');
    await db.query('ALTER TABLE parked_event RENAME first_seen_at TO parked_at');
    await db.query('DROP INDEX inbox_received, outbox_set_aside');
    await db.query('ALTER TABLE inbox_cursor RESET (fillfactor)');
    await db.query('ALTER TABLE outbox DROP set_aside_reason, DROP set_aside_at, DROP slot');
  }
}
