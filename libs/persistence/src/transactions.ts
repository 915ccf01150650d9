import { Injectable } from '@nestjs/common';
import type pg from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
import { Db } from './db.js';
import { sqlState } from './errors.js';
import { currentScope, scopeStatements } from './scope.js';

const ATTEMPTS = 4;
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';

/**
 * The only way to a row: everything that touches the database runs inside `run` or `read`, and sees what the scope of
 * the moment (`withScope`, `asSystem`) lets it see. Without one it sees no row of any organization or person.
 */
@Injectable()
export class Transactions {
  constructor(private readonly source: DataSource) {}

  /**
   * Commits all of `work` or nothing. After a deadlock or a serialization failure the work runs again (four times
   * at most) in the same scope, so it must do nothing outside the database but through `db.afterCommit`. Throws
   * FailureSwallowed.
   */
  async run<T>(work: (db: Db) => Promise<T>): Promise<T> {
    const whole = async (db: Db): Promise<T> => {
      const result = await work(db);
      await db.mustBeWhole();
      return result;
    };
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once('BEGIN', whole);
      } catch (error) {
        if (attempt === ATTEMPTS || !isWorthRepeating(error)) throw error;
      }
    }
  }

  /** A consistent view of several queries; writing in it fails. */
  read<T>(work: (db: Db) => Promise<T>): Promise<T> {
    return this.once('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY', work);
  }

  private async once<T>(begin: string, work: (db: Db) => Promise<T>): Promise<T> {
    const scope = currentScope();
    const statements = `${begin}; ${scopeStatements(scope)}`;
    const runner = this.source.createQueryRunner();
    try {
      const client = await begun(runner, statements);
      const db = new Db(runner.manager, client, scope);
      const result = await work(db).finally(() => db.end());
      await runner.commitTransaction();
      await runner.release();
      db.committed();
      return result;
    } catch (error) {
      // The connection may be what failed; the first error is the one that tells.
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      await runner.release();
      throw error;
    }
  }
}

/**
 * Begins a transaction and tells its scope in one round trip; the runner, which would take two and more, is told that it
 * has begun. Answers the connection that it holds.
 */
async function begun(runner: QueryRunner, statements: string): Promise<pg.ClientBase> {
  const client = (await runner.connect()) as pg.ClientBase;
  // Before the statements: when they fail, there may be something to roll back.
  Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });
  await client.query(statements);
  return client;
}

function isWorthRepeating(error: unknown): boolean {
  const state = sqlState(error);
  return state === SERIALIZATION_FAILURE || state === DEADLOCK;
}
