import { organizationTree } from '@opencircle/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Organizations with what is above them. Those heard of before stand alone until membership's topic is read again. */
export class OrganizationTree1795910100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE organization ADD COLUMN parent_id uuid');
    await db.query('CREATE INDEX organization_parent ON organization (parent_id)');
    for (const statement of organizationTree.up) await db.query(statement);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const statement of organizationTree.down) await db.query(statement);
    await db.query('DROP INDEX organization_parent');
    await db.query('ALTER TABLE organization DROP COLUMN parent_id');
  }
}
