import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The unique keys make a second booking of the same session, however close in time, find the first. Index
 * `visit_of_group` lists a group's visitors by session; `consent_of_person` is for export and erasure.
 */
export class Visit1795392104000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE membership (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        listing_id uuid NOT NULL,
        organization_id uuid NOT NULL,
        state text NOT NULL CHECK (state IN ('visiting')),
        since timestamptz NOT NULL,
        UNIQUE (person_id, listing_id)
      )`);
    await db.query(`
      CREATE TABLE visit (
        id uuid PRIMARY KEY,
        membership_id uuid NOT NULL REFERENCES membership ON DELETE CASCADE,
        listing_id uuid NOT NULL,
        session_start timestamptz NOT NULL,
        display_name bytea NOT NULL,
        booked_at timestamptz NOT NULL,
        UNIQUE (membership_id, session_start)
      )`);
    await db.query('CREATE INDEX visit_of_group ON visit (listing_id, session_start, id)');
    await db.query(`
      CREATE TABLE consent (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        purpose text NOT NULL,
        wording text NOT NULL,
        language text NOT NULL,
        visit_id uuid REFERENCES visit ON DELETE SET NULL,
        given_at timestamptz NOT NULL
      )`);
    await db.query('CREATE INDEX consent_of_person ON consent (person_id, given_at)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE consent, visit, membership');
  }
}
