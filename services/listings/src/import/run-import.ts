import { Injectable } from '@nestjs/common';
import { policy, type Actor } from '@opencircle/auth';
import type { ImportId } from '@opencircle/contracts';
import { Transactions } from '@opencircle/persistence';
import { personOf } from '../actor.js';
import { ImportJob } from './import-job.js';
import { ImportWorker } from './import-worker.js';

/** Lets a checked import be applied in the background. */
@Injectable()
export class RunImport {
  constructor(
    private readonly tx: Transactions,
    private readonly worker: ImportWorker,
  ) {}

  /** Throws import-not-checked; a second run of the same import does nothing. */
  async run(id: ImportId, actor: Actor): Promise<void> {
    await this.tx.run(async (db) => {
      const job = await db.lock(ImportJob, { id });
      policy.demand(actor, 'import.run', { organizationId: job.organizationId });
      job.start(personOf(actor, 'import.run'));
      await db.save(job);
      db.afterCommit(() => this.worker.wake());
    });
  }
}
