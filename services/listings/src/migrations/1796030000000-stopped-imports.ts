import { secureRows, systemOnly } from '@opencircle/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Imports that stop until somebody says "run" again, and whose access ended lately: `access_end_noted` finds what may go. Of an
 * import that ran before it is not known when it was started.
 */
export class StoppedImports1796030000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE import_job
        DROP CONSTRAINT import_job_state_check,
        ADD CONSTRAINT import_job_state_check
          CHECK (state IN ('checking', 'checked', 'running', 'stopped', 'done', 'failed')),
        ADD COLUMN run_at timestamptz,
        ADD COLUMN stopped_because text CHECK (stopped_because IN ('organization-suspended', 'access-ended')),
        ADD CONSTRAINT import_job_says_why CHECK ((state = 'stopped') = (stopped_because IS NOT NULL))`);
    await db.query(`
      CREATE TABLE access_end (
        person_id uuid NOT NULL,
        organization_id uuid,
        ended_at timestamptz NOT NULL,
        noted_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE NULLS NOT DISTINCT (person_id, organization_id)
      )`);
    await db.query('CREATE INDEX access_end_noted ON access_end (noted_at)');
    for (const statement of secureRows({ table: 'access_end', read: systemOnly })) await db.query(statement);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE access_end');
    // Row-level security hides the rows from their owner; a new type reaches them all.
    await db.query(`
      ALTER TABLE import_job
        DROP CONSTRAINT import_job_says_why,
        DROP CONSTRAINT import_job_state_check,
        DROP COLUMN run_at,
        DROP COLUMN stopped_because,
        ALTER COLUMN state TYPE text USING CASE state WHEN 'stopped' THEN 'checked' ELSE state END,
        ADD CONSTRAINT import_job_state_check
          CHECK (state IN ('checking', 'checked', 'running', 'done', 'failed'))`);
  }
}
