import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Index `organization_parent` walks the tree downwards; `staff_person` gathers a person's roles at each sign-in and
 * refresh (the primary key serves the way from the organization).
 */
export class Organization1795392102000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE organization (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('national', 'affiliate', 'chapter', 'community-centre')),
        parent_id uuid REFERENCES organization,
        state text NOT NULL CHECK (state IN ('unverified', 'verified', 'suspended')),
        registered_at timestamptz NOT NULL
      )`);
    await db.query('CREATE INDEX organization_parent ON organization (parent_id)');
    await db.query(`
      CREATE TABLE staff (
        organization_id uuid NOT NULL REFERENCES organization,
        person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        role text NOT NULL CHECK (role IN ('owner', 'manager', 'facilitator')),
        listing_ids uuid[] NOT NULL,
        granted_at timestamptz NOT NULL,
        PRIMARY KEY (organization_id, person_id, role)
      )`);
    await db.query('CREATE INDEX staff_person ON staff (person_id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE staff, organization');
  }
}
