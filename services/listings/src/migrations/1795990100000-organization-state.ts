import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the platform thinks of an organization: a suspended one lists nothing. Those suspended before stand as unverified until
 * membership's topic is read again (docs/events.md).
 */
export class OrganizationState1795990100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE organization ADD COLUMN state text NOT NULL DEFAULT 'unverified'
        CHECK (state IN ('unverified', 'verified', 'suspended'))`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE organization DROP COLUMN state');
  }
}
