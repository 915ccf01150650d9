import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a moderator is for: regions (ISO 3166), organizations and those below them, or, with neither told, everything. */
export class ModeratorAssignment1795900000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE platform_role
        ADD COLUMN regions text[],
        ADD COLUMN organization_ids uuid[],
        ADD CONSTRAINT only_moderators_are_assigned
          CHECK (role = 'moderator' OR (regions IS NULL AND organization_ids IS NULL))`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE platform_role DROP COLUMN regions, DROP COLUMN organization_ids');
  }
}
