import { Injectable } from '@nestjs/common';
import { Transactions } from '@opencircle/persistence';

/** Closes imports whose rows are all through, and forgets the rows as they came: they hold join links. */
@Injectable()
export class FinishImports {
  constructor(private readonly tx: Transactions) {}

  async run(): Promise<void> {
    await this.tx.run(async (db) => {
      const finished = await db.query<{ id: string }>(
        `SELECT id FROM import_job j WHERE state = 'running' AND NOT EXISTS (
           SELECT FROM import_row r
           WHERE r.import_id = j.id AND r.finished_at IS NULL AND r.outcome IN ('create', 'revise'))
         FOR UPDATE SKIP LOCKED`,
      );
      const ids = finished.map(({ id }) => id);
      if (ids.length === 0) return;
      await db.query("UPDATE import_job SET state = 'done' WHERE id = ANY($1)", [ids]);
      await db.query('UPDATE import_row SET raw = NULL WHERE import_id = ANY($1) AND raw IS NOT NULL', [ids]);
    });
  }
}
