import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { policy, type Actor } from '@opencircle/auth';
import type { ImportId, OrganizationId } from '@opencircle/contracts';
import { Idempotency, Transactions } from '@opencircle/persistence';
import { personOf } from '../actor.js';
import { Clock } from '../clock.js';
import { relationOfOrganization } from '../organization/relation-of.js';
import { rowsOf } from './feed.js';
import type { ImportDefaults } from './import-defaults.js';
import { ImportJob } from './import-job.js';
import { ImportWorker } from './import-worker.js';

export type NewImport = { organizationId: OrganizationId; fileName: string; feed: string; defaults: ImportDefaults };

/** Takes a feed in and lets it be checked in the background. Nothing is listed before somebody says "run". */
@Injectable()
export class CreateImport {
  constructor(
    private readonly tx: Transactions,
    private readonly idempotency: Idempotency,
    private readonly worker: ImportWorker,
    private readonly clock: Clock,
  ) {}

  /** Throws feed-is-html, feed-not-json, feed-not-a-list, feed-too-long. */
  async run({ feed, ...given }: NewImport, actor: Actor, key: string | undefined): Promise<ImportId> {
    const relation = await this.tx.read((db) => relationOfOrganization(db, given.organizationId));
    policy.demand(actor, 'import.create', relation);
    const by = personOf(actor, 'import.create');
    const rows = rowsOf(feed);
    const request = { ...given, feed: createHash('sha256').update(feed).digest('hex') };
    const keyed = key === undefined ? undefined : { scope: `import.create:${by}`, key, request };
    const { id } = await this.tx.run((db) =>
      this.idempotency.once(db, keyed, async () => {
        const job = ImportJob.of({ ...given, total: rows.length }, by, this.clock.now());
        await db.manager.insert(ImportJob, job);
        await db.query(
          `INSERT INTO import_row (import_id, row, raw)
           SELECT $1, ordinality, element FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS feed (element)`,
          [job.id, JSON.stringify(rows)],
        );
        db.afterCommit(() => this.worker.wake());
        return { id: job.id };
      }),
    );
    return id;
  }
}
