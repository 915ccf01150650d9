import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What policies ask of the transaction's scope. Each is one look at a setting; a policy calls it in a scalar subselect,
 * so that PostgreSQL does so once a statement (InitPlan) and not once a row. A setting that was never set is NULL, one
 * whose transaction has ended is empty: both mean nothing.
 */
export class ActorScope1795910000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statement of up) await db.query(statement);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `DROP FUNCTION scope_is_known(), scope_is_system(), scope_sees_all(),
         scope_organizations(), scope_listings(), scope_people()`,
    );
  }
}

const scope = `coalesce(current_setting('opencircle.scope', true), '')`;
const ids = (name: string): string => `coalesce(nullif(current_setting('opencircle.${name}', true), ''), '{}')::uuid[]`;

const up = [
  `CREATE FUNCTION scope_is_known() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
     RETURN ${scope} IN ('system', 'all', 'some')`,
  `CREATE FUNCTION scope_is_system() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
     RETURN ${scope} = 'system'`,
  `CREATE FUNCTION scope_sees_all() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
     RETURN ${scope} IN ('system', 'all')`,
  `CREATE FUNCTION scope_organizations() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
     RETURN ${ids('organizations')}`,
  `CREATE FUNCTION scope_listings() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE RETURN ${ids('listings')}`,
  `CREATE FUNCTION scope_people() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE RETURN ${ids('people')}`,
];
