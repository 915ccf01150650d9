import { Injectable } from '@nestjs/common';
import type { ImportId } from '@opencircle/contracts';
import { Transactions } from '@opencircle/persistence';
import { ImportJob } from './import-job.js';

/** Gives up an import whose check cannot be finished, so that the imports behind it go on. */
@Injectable()
export class FailImport {
  constructor(private readonly tx: Transactions) {}

  async run(id: ImportId): Promise<void> {
    await this.tx.run(async (db) => {
      const job = await db.lock(ImportJob, { id });
      if (job.state !== 'checking') return;
      job.state = 'failed';
      await db.save(job);
      await db.query('UPDATE import_row SET raw = NULL WHERE import_id = $1', [id]);
    });
  }
}
