import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * outbox_unpublished keeps the relay's read as small as its backlog, however long published rows are kept.
 * parked_event_waiting answers, for every event that comes in, whether its sequence is held back.
 */
export class Messaging1795392001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE outbox_version (
        topic text NOT NULL,
        subject text NOT NULL,
        version bigint NOT NULL,
        PRIMARY KEY (topic, subject)
      )`);
    await db.query(`
      CREATE TABLE outbox (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        event_id uuid NOT NULL,
        source text NOT NULL,
        type text NOT NULL,
        topic text NOT NULL,
        subject text NOT NULL,
        aggregate_version bigint NOT NULL,
        occurred_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        causation_id text,
        traceparent text,
        data json NOT NULL,
        published_at timestamptz
      )`);
    await db.query('CREATE INDEX outbox_unpublished ON outbox (id) WHERE published_at IS NULL');
    await db.query(`
      CREATE TABLE inbox (
        consumer text NOT NULL,
        source text NOT NULL,
        event_id uuid NOT NULL,
        received_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (consumer, source, event_id)
      )`);
    await db.query(`
      CREATE TABLE inbox_cursor (
        consumer text NOT NULL,
        topic text NOT NULL,
        subject text NOT NULL,
        version bigint NOT NULL,
        PRIMARY KEY (consumer, topic, subject)
      )`);
    await db.query(`
      CREATE TABLE parked_event (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        consumer text NOT NULL,
        reason text NOT NULL,
        error_class text,
        attempts int NOT NULL,
        topic text NOT NULL,
        partition int NOT NULL,
        "offset" bigint NOT NULL,
        subject text,
        aggregate_version bigint,
        key bytea,
        headers json NOT NULL,
        value bytea,
        parked_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (consumer, topic, partition, "offset")
      )`);
    await db.query('CREATE INDEX parked_event_waiting ON parked_event (consumer, topic, subject)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE parked_event, inbox_cursor, inbox, outbox, outbox_version');
  }
}
