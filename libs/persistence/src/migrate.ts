import pg from 'pg';
import { dataSource, type MigrationClass } from './data-source.js';

/** Any constant does, as long as every release uses the same one. */
const MIGRATION_LOCK = 727_001;

/**
 * Brings the database up to date, one migration a transaction, under an advisory lock so that replicas that start
 * together do not race. `url` is the owner's, who sees every row while it migrates. Returns the names of what ran, in
 * order. Throws when two migrations have the same number: which comes first would be left to chance.
 */
export async function migrate(url: string, migrations: readonly MigrationClass[]): Promise<string[]> {
  demandOrder(migrations);
  const lock = new pg.Client({ connectionString: url, application_name: 'migrate' });
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const source = await dataSource({ url, name: 'migrate', migrations, poolSize: 1, everyRow: true }).initialize();
    try {
      return (await source.runMigrations()).map((migration) => migration.name);
    } finally {
      await source.destroy();
    }
  } finally {
    await lock.end();
  }
}

/** The number is the end of the class's name, as TypeORM reads it. */
function demandOrder(migrations: readonly MigrationClass[]): void {
  const known = new Map<string, string>();
  for (const { name } of migrations) {
    const number = name.slice(-13);
    const other = known.get(number);
    if (other !== undefined) throw new Error(`the migrations ${other} and ${name} have the same number`);
    known.set(number, name);
  }
}
