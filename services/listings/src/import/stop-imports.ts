import { Injectable, Logger } from '@nestjs/common';
import type { ImportId } from '@opencircle/contracts';
import { Purger, purgeOf, Transactions } from '@opencircle/persistence';
import type { StopReason } from './import-job.js';

/** Minutes that a token from before the end of access lives at most: what is started by then may be started with one. */
const TOKEN_MINUTES = 10;

/** Seconds, a disabled account's tokens being refused within five: whoever is enabled again signs in anew. */
const DISABLED_SECONDS = 15;

/** Minutes for which it is kept that access ended; it is acted upon within seconds. */
const KEPT_MINUTES = 60;

type Stopped = { id: ImportId; because: StopReason };

/**
 * Stops imports that nobody stands behind any more: the organization is suspended, or who said "run" lost the role for
 * it. What was applied stays; the rest waits until somebody who may says "run" again.
 */
@Injectable()
export class StopImports {
  private readonly logger = new Logger(StopImports.name);

  constructor(
    private readonly tx: Transactions,
    purger: Purger,
  ) {
    const old = 'noted_at < now() - make_interval(mins => $2)';
    purger.add('access-end', purgeOf('access_end', old, [KEPT_MINUTES]));
  }

  /** Asked anew before each row, so that it does not matter whether the import or the news of its end commits first. */
  async run(): Promise<void> {
    const stopped = await this.tx.run((db) =>
      db.query<Stopped>(
        `WITH due AS (
           SELECT j.id, CASE WHEN o.state = 'suspended' THEN 'organization-suspended' ELSE 'access-ended' END AS because
           FROM import_job j LEFT JOIN organization o ON o.id = j.organization_id
           WHERE j.state = 'running'
             AND EXISTS (
               SELECT FROM import_row r
               WHERE r.import_id = j.id AND r.finished_at IS NULL AND r.outcome IN ('create', 'revise'))
             AND (o.state = 'suspended' OR EXISTS (
               SELECT FROM access_end e
               WHERE e.person_id = j.run_by
                 AND (e.organization_id IS NULL OR e.organization_id = j.organization_id
                      OR e.organization_id = ANY (o.path))
                 AND coalesce(j.run_at, j.created_at) < e.ended_at + CASE WHEN e.organization_id IS NULL
                   THEN make_interval(secs => $2) ELSE make_interval(mins => $1) END))
           FOR UPDATE OF j SKIP LOCKED),
         stopped AS (
           UPDATE import_job j SET state = 'stopped', stopped_because = due.because FROM due WHERE j.id = due.id)
         SELECT id, because FROM due`,
        [TOKEN_MINUTES, DISABLED_SECONDS],
      ),
    );
    for (const { id, because } of stopped) this.logger.log({ aggregateId: id, code: because }, 'import stopped');
  }
}
