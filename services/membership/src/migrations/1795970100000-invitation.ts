import { ofOrganization, secureRows, unsecureRows, type RowSecurity } from '@opencircle/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const rows: RowSecurity = { table: 'invitation', read: ofOrganization('organization_id', { tree: true }) };

/**
 * Who is invited to act for an organization. The secret in the mail is not here, only its hash. Index
 * `invitation_organization` serves the list, `invitation_person` the purge of people, `invitation_ends` its own.
 */
export class Invitation1795970100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE invitation (
        id uuid PRIMARY KEY,
        organization_id uuid NOT NULL REFERENCES organization,
        role text NOT NULL CHECK (role IN ('owner', 'manager', 'facilitator')),
        listing_ids uuid[] NOT NULL,
        person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        email bytea NOT NULL,
        token_hash bytea NOT NULL UNIQUE,
        invited_by uuid NOT NULL,
        invited_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        accepted_at timestamptz,
        revoked_at timestamptz
      )`);
    await db.query('CREATE INDEX invitation_organization ON invitation (organization_id, invited_at DESC)');
    await db.query('CREATE INDEX invitation_person ON invitation (person_id)');
    await db.query('CREATE INDEX invitation_ends ON invitation (expires_at)');
    for (const statement of secureRows(rows)) await db.query(statement);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const statement of unsecureRows(rows)) await db.query(statement);
    await db.query('DROP TABLE invitation');
  }
}
