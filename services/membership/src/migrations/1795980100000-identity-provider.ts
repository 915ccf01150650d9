import { anyOf, ofOrganization, ofPerson, secureRows, unsecureRows, type RowSecurity } from '@opencircle/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const ofItsOrganization = ofOrganization('organization_id', { tree: true });

const rows: readonly RowSecurity[] = [
  { table: 'identity_provider', read: ofItsOrganization },
  { table: 'federated_identity', read: anyOf(ofItsOrganization, ofPerson()) },
];

/**
 * The OpenID providers of organizations, and who has signed in by one: a subject there is one person here, and the other
 * way round. Of a subject only a keyed hash is kept. Index `federated_identity_person` is for the deletion of a person. A
 * challenge remembers the step before it, for the audit log.
 */
export class IdentityProvider1795980100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE identity_provider (
        organization_id uuid PRIMARY KEY REFERENCES organization ON DELETE CASCADE,
        issuer text NOT NULL,
        client_id text NOT NULL,
        data_key bytea NOT NULL,
        client_secret bytea NOT NULL,
        configured_at timestamptz NOT NULL,
        configured_by uuid NOT NULL
      )`);
    await db.query(`
      CREATE TABLE federated_identity (
        organization_id uuid NOT NULL REFERENCES identity_provider ON DELETE CASCADE,
        subject_hash bytea NOT NULL,
        person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        pinned_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (organization_id, subject_hash),
        UNIQUE (organization_id, person_id)
      )`);
    await db.query('CREATE INDEX federated_identity_person ON federated_identity (person_id)');
    for (const statement of rows.flatMap(secureRows)) await db.query(statement);
    await db.query(`
      ALTER TABLE session_challenge
        ADD COLUMN method text CHECK (method IN ('password', 'link', 'provider')),
        ADD COLUMN organization_id uuid`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE session_challenge DROP COLUMN method, DROP COLUMN organization_id');
    for (const statement of rows.flatMap(unsecureRows)) await db.query(statement);
    await db.query('DROP TABLE federated_identity, identity_provider');
  }
}
