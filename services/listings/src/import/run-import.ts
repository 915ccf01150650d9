import { Injectable } from '@nestjs/common';
import type { Actor } from '@opencircle/auth';
import type { ImportId } from '@opencircle/contracts';
import { Transactions } from '@opencircle/persistence';
import { demandFound } from '@opencircle/service-defaults';
import { personOf } from '../actor.js';
import { Clock } from '../clock.js';
import { relationOfOrganization } from '../organization/relation-of.js';
import { ImportJob } from './import-job.js';
import { ImportWorker } from './import-worker.js';

/** Lets a checked import, or the rest of a stopped one, be applied in the background. */
@Injectable()
export class RunImport {
  constructor(
    private readonly tx: Transactions,
    private readonly worker: ImportWorker,
    private readonly clock: Clock,
  ) {}

  /** Throws import-not-checked; a second run of the same import does nothing. */
  async run(id: ImportId, actor: Actor): Promise<void> {
    await this.tx.run(async (db) => {
      const job = await db.lock(ImportJob, { id });
      const relation = () => relationOfOrganization(db, job.organizationId);
      await demandFound(job, actor, 'import.run', { relation });
      job.start(personOf(actor, 'import.run'), this.clock.now());
      await db.save(job);
      db.afterCommit(() => this.worker.wake());
    });
  }
}
