import { ofPerson, secureRows, unsecureRows, type RowSecurity } from '@opencircle/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Row-level security of what people sign in with: each sees their own. */
export class FactorRowSecurity1795960000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statement of tables.flatMap(secureRows)) await db.query(statement);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const statement of tables.toReversed().flatMap(unsecureRows)) await db.query(statement);
  }
}

const tables: readonly RowSecurity[] = ['factor', 'recovery_code', 'session_challenge', 'mail_link'].map((table) => ({
  table,
  read: ofPerson(),
}));
