import { Injectable } from '@nestjs/common';
import type pg from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { Db } from './db.js';
import { sqlState } from './errors.js';

const ATTEMPTS = 4;
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';

/** The only way to a row: everything that touches the database runs inside `run` or `read`. */
@Injectable()
export class Transactions {
  constructor(private readonly source: DataSource) {}

  /**
   * Commits all of `work` or nothing. After a deadlock or a serialization failure the work runs again (four times
   * at most), so it must do nothing outside the database but through `db.afterCommit`. Throws FailureSwallowed.
   */
  async run<T>(work: (db: Db) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(work);
      } catch (error) {
        if (attempt === ATTEMPTS || !isWorthRepeating(error)) throw error;
      }
    }
  }

  /** A consistent view of several queries; writing in it fails. */
  read<T>(work: (db: Db) => Promise<T>): Promise<T> {
    return this.source.transaction(async (manager) => {
      const db = await open(manager);
      try {
        await db.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
        return await work(db);
      } finally {
        db.end();
      }
    });
  }

  private async once<T>(work: (db: Db) => Promise<T>): Promise<T> {
    const { db, result } = await this.source.transaction(async (manager) => {
      const db = await open(manager);
      try {
        const result = await work(db);
        await db.mustBeWhole();
        return { db, result };
      } finally {
        db.end();
      }
    });
    db.committed();
    return result;
  }
}

async function open(manager: EntityManager): Promise<Db> {
  // The runner answers with the connection that it holds for this transaction.
  return new Db(manager, (await manager.queryRunner?.connect()) as pg.ClientBase);
}

function isWorthRepeating(error: unknown): boolean {
  const state = sqlState(error);
  return state === SERIALIZATION_FAILURE || state === DEADLOCK;
}
