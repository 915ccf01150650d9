import pg from 'pg';
import { dataSource, type MigrationClass } from './data-source.js';

/** Any constant does, as long as every release uses the same one. */
const MIGRATION_LOCK = 727_001;

/**
 * Brings the database up to date, one migration a transaction, under an advisory lock so that replicas that start
 * together do not race. `url` is the owner's, who sees every row while it migrates. Returns the names of what ran, in
 * order.
 */
export async function migrate(url: string, migrations: readonly MigrationClass[]): Promise<string[]> {
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
