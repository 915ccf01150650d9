import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The audit log. An entry is written once; the one change that the database allows is the sealer's: number and hash, once.
 * That is asked of every role by a trigger, and of the service's role by its privileges as well.
 *
 * audit_entry_seq is the chain's order and lets no number stand twice. audit_entry_unsealed is what the sealer reads, nearly
 * always empty. The others answer the console's search by who, what and about what, newest first.
 *
 * What was done to parked events before moves here from `parked_action`, in its order.
 */
export class Audit1795950000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE audit_entry (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        request_id text,
        actor_kind text NOT NULL CHECK (actor_kind IN ('anonymous', 'person', 'service', 'system')),
        actor_id text,
        roles text[] NOT NULL DEFAULT '{}',
        action text NOT NULL,
        object_kind text,
        object_id text,
        organization_id uuid,
        outcome text NOT NULL CHECK (outcome IN ('allowed', 'denied', 'failed')),
        reason text,
        facts json NOT NULL DEFAULT '{}',
        seq bigint,
        hash bytea,
        CHECK ((seq IS NULL) = (hash IS NULL)),
        CHECK ((object_kind IS NULL) = (object_id IS NULL))
      )`);
    await db.query('CREATE UNIQUE INDEX audit_entry_seq ON audit_entry (seq)');
    await db.query('CREATE INDEX audit_entry_unsealed ON audit_entry (id) WHERE seq IS NULL');
    await db.query('CREATE INDEX audit_entry_actor ON audit_entry (actor_id, id)');
    await db.query('CREATE INDEX audit_entry_object ON audit_entry (object_id, id)');
    await db.query('CREATE INDEX audit_entry_action ON audit_entry (action, id)');
    await db.query('CREATE INDEX audit_entry_at ON audit_entry (at)');
    await this.moveParkedActions(db);
    await db.query(`
      CREATE FUNCTION audit_entry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'audit_entry is append-only';
      END $$`);
    await db.query(`
      CREATE FUNCTION audit_entry_is_sealed_once() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        unsealed audit_entry := new;
      BEGIN
        unsealed.seq := NULL;
        unsealed.hash := NULL;
        IF old.seq IS NOT NULL OR new.seq IS NULL OR unsealed::text <> old::text THEN
          RAISE EXCEPTION 'audit_entry is append-only';
        END IF;
        RETURN new;
      END $$`);
    await db.query(`
      CREATE TRIGGER audit_entry_append_only BEFORE DELETE OR TRUNCATE ON audit_entry
      FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_is_append_only()`);
    await db.query(`
      CREATE TRIGGER audit_entry_sealed_once BEFORE UPDATE ON audit_entry
      FOR EACH ROW EXECUTE FUNCTION audit_entry_is_sealed_once()`);
    await db.query(`
      DO $$
      DECLARE
        service text;
      BEGIN
        FOR service IN
          SELECT DISTINCT grantee FROM information_schema.role_table_grants
          WHERE table_schema = current_schema() AND table_name = 'audit_entry' AND grantee <> current_user
        LOOP
          EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON audit_entry FROM %I', service);
          EXECUTE format('GRANT UPDATE (seq, hash) ON audit_entry TO %I', service);
        END LOOP;
      END $$`);
  }

  async down(db: QueryRunner): Promise<void> {
    await this.moveParkedActionsBack(db);
    await db.query('DROP TABLE audit_entry');
    await db.query('DROP FUNCTION audit_entry_is_append_only');
    await db.query('DROP FUNCTION audit_entry_is_sealed_once');
  }

  private async moveParkedActions(db: QueryRunner): Promise<void> {
    await db.query(`
      INSERT INTO audit_entry (at, actor_kind, actor_id, roles, action, object_kind, object_id, outcome, facts)
      SELECT at, 'person', actor, '{}',
             CASE action WHEN 'show' THEN 'parked.read' WHEN 'discard' THEN 'parked.discard' ELSE 'parked.replay' END,
             CASE WHEN sequence_id IS NOT NULL THEN 'parked-sequence' END, sequence_id::text, 'allowed',
             json_strip_nulls(json_build_object('step', action, 'consumer', consumer, 'replayId', replay_id,
                                                'statedReason', reason, 'event', event, 'counts', outcome))
      FROM parked_action ORDER BY id`);
    await db.query('DROP TABLE parked_action');
    await db.query('DROP FUNCTION parked_action_is_append_only');
  }

  private async moveParkedActionsBack(db: QueryRunner): Promise<void> {
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
    await db.query(`
      INSERT INTO parked_action (at, consumer, actor, action, sequence_id, replay_id, reason, event, outcome)
      SELECT at, facts->>'consumer', actor_id, facts->>'step', object_id::uuid, (facts->>'replayId')::uuid,
             facts->>'statedReason', facts->'event', facts->'counts'
      FROM audit_entry WHERE action LIKE 'parked.%' AND facts->>'step' IS NOT NULL ORDER BY id`);
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
}
