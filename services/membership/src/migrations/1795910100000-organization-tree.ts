import { organizationTree } from '@opencircle/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Organizations with the ids of all that is above them: what is below one is found without walking. */
export class OrganizationTree1795910100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statement of organizationTree.up) await db.query(statement);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const statement of organizationTree.down) await db.query(statement);
  }
}
