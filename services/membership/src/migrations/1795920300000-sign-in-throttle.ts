import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Guesses are counted per client address, per account, and per both. An account's count is kept until somebody signs in,
 * for a hundred in a row lock it; so the purge has to tell the kinds apart. What was counted before had both in its key.
 */
export class SignInThrottle1795920300000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE sign_in_attempt
        ADD COLUMN kind text NOT NULL DEFAULT 'pair' CHECK (kind IN ('account', 'pair', 'address', 'request')),
        ADD COLUMN factor_failures int NOT NULL DEFAULT 0`);
    await db.query('ALTER TABLE sign_in_attempt ALTER COLUMN kind DROP DEFAULT');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE sign_in_attempt DROP COLUMN kind, DROP COLUMN factor_failures');
  }
}
