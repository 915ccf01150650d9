import { DataSource, type EntitySchema, type MigrationInterface } from 'typeorm';

export type EntityClass = (abstract new () => object) | EntitySchema;
export type MigrationClass = new () => MigrationInterface;

/** One pool to one service's database. Timeouts keep a stuck statement from holding a connection for ever. */
export function dataSource(options: {
  url: string;
  name: string;
  entities?: readonly EntityClass[];
  migrations?: readonly MigrationClass[];
  poolSize?: number;
  /** For migrations: row-level security holds for the tables' owner as well. */
  everyRow?: boolean;
}): DataSource {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    applicationName: options.name,
    entities: [...(options.entities ?? [])] as never[],
    migrations: [...(options.migrations ?? [])],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    synchronize: false,
    logging: false,
    poolSize: options.poolSize ?? 16,
    connectTimeoutMS: 5_000,
    extra: {
      statement_timeout: 30_000,
      idle_in_transaction_session_timeout: 60_000,
      ...(options.everyRow === true && { options: '-c opencircle.scope=system' }),
    },
  });
}
