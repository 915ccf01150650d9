import type {
  DeepPartial,
  EntityManager,
  EntityTarget,
  FindManyOptions,
  FindOptionsWhere,
  ObjectLiteral,
} from 'typeorm';
import type pg from 'pg';
import { FailureSwallowed, RowNotFound } from './errors.js';
import { scopeStatements, type DatabaseScope } from './scope.js';
import { statementName } from './statement-name.js';

/** What pg knows of its connection and its types do not tell. */
type ConnectionState = pg.ClientBase & { readyForQuery?: boolean; getTransactionStatus?: () => string | null };

/** One open transaction. Made by Transactions alone; it must not outlive the work that it was given to. */
export class Db {
  private readonly hooks: (() => void)[] = [];
  private ended = false;

  /** `client` is the connection that the manager's transaction runs on; `scope` is what it was told of whose rows it sees. */
  constructor(
    readonly manager: EntityManager,
    private readonly client: pg.ClientBase,
    private scope: DatabaseScope | undefined,
  ) {}

  /**
   * A step of this transaction over every row, where the actor's use case must look at what is not the actor's: each
   * use says why. Two round trips, none when the transaction is the system's own. Awaits `work` before anything else.
   */
  async asSystem<T>(work: () => Promise<T>): Promise<T> {
    const { scope } = this;
    if (scope === 'system') return work();
    await this.become('system');
    try {
      const result = await work();
      await this.become(scope);
      return result;
    } catch (error) {
      // After a failed statement PostgreSQL takes nothing but a rollback, which ends the scope as well.
      await this.become(scope).catch(() => undefined);
      throw error;
    }
  }

  /** Reads one row and holds it until the transaction ends (`FOR UPDATE`). Throws RowNotFound. */
  async lock<E extends ObjectLiteral>(entity: EntityTarget<E>, where: FindOptionsWhere<E>): Promise<E> {
    const row = await this.manager.findOne(entity, { where, lock: { mode: 'pessimistic_write' } });
    return row ?? raise(this.nameOf(entity));
  }

  /** Reads one row. Throws RowNotFound. */
  async get<E extends ObjectLiteral>(entity: EntityTarget<E>, where: FindOptionsWhere<E>): Promise<E> {
    return (await this.findOne(entity, where)) ?? raise(this.nameOf(entity));
  }

  findOne<E extends ObjectLiteral>(entity: EntityTarget<E>, where: FindOptionsWhere<E>): Promise<E | null> {
    return this.manager.findOne(entity, { where });
  }

  find<E extends ObjectLiteral>(entity: EntityTarget<E>, options?: FindManyOptions<E>): Promise<E[]> {
    return this.manager.find(entity, options);
  }

  save<E extends ObjectLiteral>(row: E): Promise<E> {
    return this.manager.save(row);
  }

  insert<E extends ObjectLiteral>(entity: EntityTarget<E>, rows: DeepPartial<E> | DeepPartial<E>[]): Promise<E[]> {
    const made = Array.isArray(rows) ? rows : [rows];
    return this.manager.save(made.map((row) => this.manager.create(entity, row)));
  }

  /** Writes these columns of a row that `lock` has read: one UPDATE, where `save` would read the row again first. */
  async update<E extends ObjectLiteral>(row: E, ...columns: (keyof E & string)[]): Promise<void> {
    const { target, tableName, primaryColumns } = this.manager.dataSource.getMetadata(row.constructor);
    const where = Object.fromEntries(primaryColumns.map(({ propertyName }) => [propertyName, row[propertyName]]));
    const values = Object.fromEntries(columns.map((column) => [column, row[column]]));
    const { affected } = await this.manager.update(target, where, values);
    if (affected !== 1) throw new RowNotFound(tableName);
  }

  /**
   * Parameterized SQL, one statement; the answer's rows are the caller's to type. PostgreSQL parses and plans a text
   * once a connection, so values belong into `parameters`, never into the text.
   */
  async query<Row = Record<string, unknown>>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    if (this.ended) throw new Error('the transaction has ended; a query was not awaited in it');
    const name = statementName(sql);
    const { rows } = await this.client.query<Row & pg.QueryResultRow>({
      text: sql,
      values: parameters,
      ...(name === undefined ? {} : { name }),
    });
    return rows;
  }

  /**
   * Throws FailureSwallowed when a statement failed and nobody let the failure through: PostgreSQL answers the COMMIT of
   * such a transaction with a rollback, and no error.
   */
  async mustBeWhole(): Promise<void> {
    const client: ConnectionState = this.client;
    // A failed statement rejects before PostgreSQL has said in which state it leaves the transaction.
    if (client.readyForQuery === false) await this.client.query('');
    if (client.getTransactionStatus?.() === 'E') throw new FailureSwallowed();
  }

  /** For Transactions: the connection is somebody else's from now on, and nothing may be asked through this any more. */
  end(): void {
    this.ended = true;
  }

  /** Runs once the transaction has committed, never when it rolled back. Must not throw; for wake-ups only. */
  afterCommit(hook: () => void): void {
    this.hooks.push(hook);
  }

  /** For Transactions: the work is durable now. */
  committed(): void {
    for (const hook of this.hooks) hook();
  }

  private async become(scope: DatabaseScope | undefined): Promise<void> {
    await this.client.query(scopeStatements(scope));
    this.scope = scope;
  }

  private nameOf(entity: EntityTarget<ObjectLiteral>): string {
    return this.manager.dataSource.getMetadata(entity).tableName;
  }
}

function raise(table: string): never {
  throw new RowNotFound(table);
}
