import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A link that was asked for with an address. Known addresses and others get the same row, so that asking takes the same
 * time; a moment later it is made somebody's, or deleted. The secret in the mail is not here, only its hash. Index
 * `mail_link_open` finds what is to be looked up, `mail_link_ends` what is over, `mail_link_person` a person's.
 */
export class MailLink1795920200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE mail_link (
        id uuid PRIMARY KEY,
        purpose text NOT NULL CHECK (purpose IN ('sign-in', 'password-reset')),
        email_lookup bytea NOT NULL,
        token_hash bytea NOT NULL UNIQUE,
        requested_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        person_id uuid REFERENCES person ON DELETE CASCADE,
        used_at timestamptz
      )`);
    await db.query('CREATE INDEX mail_link_open ON mail_link (requested_at) WHERE person_id IS NULL');
    await db.query('CREATE INDEX mail_link_ends ON mail_link (expires_at)');
    await db.query('CREATE INDEX mail_link_person ON mail_link (person_id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE mail_link');
  }
}
