import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
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
   * at most), so it must do nothing outside the database but through `db.afterCommit`.
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
    return this.source.transaction('REPEATABLE READ', async (manager) => {
      await manager.query('SET TRANSACTION READ ONLY');
      return work(new Db(manager));
    });
  }

  private async once<T>(work: (db: Db) => Promise<T>): Promise<T> {
    const { db, result } = await this.source.transaction(async (manager) => {
      const db = new Db(manager);
      return { db, result: await work(db) };
    });
    db.committed();
    return result;
  }
}

function isWorthRepeating(error: unknown): boolean {
  const state = sqlState(error);
  return state === SERIALIZATION_FAILURE || state === DEADLOCK;
}
