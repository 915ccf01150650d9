import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `contact` and `profile` are sealed with `data_key`, which is itself wrapped by the master key. The unique index on
 * `email_lookup` finds a person by e-mail and lets two first bookings at once make one person.
 */
export class Person1795392100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE person (
        id uuid PRIMARY KEY,
        email_lookup bytea NOT NULL UNIQUE,
        data_key bytea NOT NULL,
        contact bytea NOT NULL,
        profile bytea NOT NULL,
        registered_at timestamptz NOT NULL,
        disabled_at timestamptz
      )`);
    await db.query(`
      CREATE TABLE credential (
        person_id uuid PRIMARY KEY REFERENCES person ON DELETE CASCADE,
        password_hash text NOT NULL,
        changed_at timestamptz NOT NULL
      )`);
    await db.query(`
      CREATE TABLE platform_role (
        person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        role text NOT NULL CHECK (role IN ('admin', 'moderator', 'lead-moderator', 'ops')),
        granted_at timestamptz NOT NULL,
        PRIMARY KEY (person_id, role)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE platform_role, credential, person');
  }
}
