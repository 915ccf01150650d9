import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Replays that survive a crash, and the audit of all that ops do to parked events.
 *
 * parked_event_first tells whether a row is the first of its sequence, which pages through sequences in the order of
 * their arrival. parked_replay_running is what each process asks for work; nearly always empty.
 * parked_replay_sequence_open lets one running replay at most cover a sequence, whoever starts two at once.
 * parked_replay_sequence_next is the replay's own next piece of work. parked_action_sequence reads a sequence's history.
 */
export class ParkedReplay1795620002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('CREATE INDEX parked_event_first ON parked_event (sequence_id, id)');
    await db.query(`
      CREATE TABLE parked_replay (
        id uuid PRIMARY KEY,
        consumer text NOT NULL,
        sequence_id uuid,
        reason text,
        accept_gap text,
        requested_by text NOT NULL,
        state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'failed')),
        owner uuid,
        lease_until timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz,
        CHECK ((sequence_id IS NULL) <> (reason IS NULL))
      )`);
    await db.query(`CREATE INDEX parked_replay_running ON parked_replay (created_at) WHERE state = 'running'`);
    await db.query(`
      CREATE TABLE parked_replay_sequence (
        replay_id uuid NOT NULL REFERENCES parked_replay,
        sequence_id uuid NOT NULL,
        position bigint NOT NULL,
        events int NOT NULL,
        applied int NOT NULL DEFAULT 0,
        superseded int NOT NULL DEFAULT 0,
        parked_again int NOT NULL DEFAULT 0,
        ended_at timestamptz,
        PRIMARY KEY (replay_id, sequence_id)
      )`);
    await db.query(`
      CREATE UNIQUE INDEX parked_replay_sequence_open ON parked_replay_sequence (sequence_id) WHERE ended_at IS NULL`);
    await db.query(`
      CREATE INDEX parked_replay_sequence_next ON parked_replay_sequence (replay_id, position)
      WHERE ended_at IS NULL`);
    await db.query(`
      CREATE TABLE parked_action (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT now(),
        consumer text NOT NULL,
        actor text NOT NULL,
        action text NOT NULL,
        sequence_id uuid,
        replay_id uuid,
        reason text,
        event json,
        outcome json
      )`);
    await db.query('CREATE INDEX parked_action_sequence ON parked_action (sequence_id, id)');
    await db.query(`
      CREATE FUNCTION parked_action_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'parked_action is append-only';
      END $$`);
    await db.query(`
      CREATE TRIGGER parked_action_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON parked_action
      FOR EACH STATEMENT EXECUTE FUNCTION parked_action_is_append_only()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE parked_action, parked_replay_sequence, parked_replay');
    await db.query('DROP FUNCTION parked_action_is_append_only');
    await db.query('DROP INDEX parked_event_first');
  }
}
