import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An invitation without organization is to a role on the platform; a moderator's says what it is for. Row-level security
 * stays: a row of no organization is nobody's, so admins and the system alone see it.
 */
export class PlatformInvitation1795970300000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE invitation
        ALTER COLUMN organization_id DROP NOT NULL,
        ADD COLUMN regions text[],
        ADD COLUMN organization_ids uuid[],
        DROP CONSTRAINT invitation_role_check,
        ADD CONSTRAINT invitation_role_check CHECK (
          CASE WHEN organization_id IS NULL THEN role IN ('admin', 'moderator', 'lead-moderator', 'ops')
          ELSE role IN ('owner', 'manager', 'facilitator') END),
        ADD CONSTRAINT only_moderators_are_assigned
          CHECK (role = 'moderator' OR (regions IS NULL AND organization_ids IS NULL))`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DELETE FROM invitation WHERE organization_id IS NULL');
    await db.query(`
      ALTER TABLE invitation
        DROP CONSTRAINT only_moderators_are_assigned,
        DROP CONSTRAINT invitation_role_check,
        DROP COLUMN regions,
        DROP COLUMN organization_ids,
        ALTER COLUMN organization_id SET NOT NULL,
        ADD CONSTRAINT invitation_role_check CHECK (role IN ('owner', 'manager', 'facilitator'))`);
  }
}
