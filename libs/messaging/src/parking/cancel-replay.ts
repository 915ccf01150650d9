import { Inject, Injectable, Logger } from '@nestjs/common';
import { Transactions } from '@opencircle/persistence';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../options.js';
import { KEPT_AUDIT, type ParkedAudit } from './audit.js';
import { findReplay, type ParkedReplay } from './find-replay.js';
import { replayNotRunning } from './parking.errors.js';
import { endSequences } from './replay-claim.js';

/** Ends a replay before its time, such as one that waits for something that will not come back. What is done stays done. */
@Injectable()
export class CancelReplay {
  private readonly logger = new Logger(CancelReplay.name);

  constructor(
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
    private readonly transactions: Transactions,
    @Inject(KEPT_AUDIT) private readonly audit: ParkedAudit,
  ) {}

  /**
   * The replay as it ended. Waits for the event that is in work; the worker finds its claim gone at the next. Throws
   * RowNotFound, replay-not-running.
   */
  run(id: string, actor: string): Promise<ParkedReplay> {
    const { service: consumer } = this.options;
    return this.transactions.run(async (db) => {
      const cancelled = await db.query(
        `UPDATE parked_replay SET state = 'cancelled', finished_at = now()
         WHERE id = $1 AND consumer = $2 AND state = 'running' RETURNING 1`,
        [id, consumer],
      );
      const replay = await findReplay(db, consumer, id);
      if (cancelled.length === 0) throw replayNotRunning();
      const { sequenceId } = replay;
      await this.audit.record(db, {
        consumer,
        actor,
        action: 'replay-cancelled',
        sequenceId: sequenceId ?? undefined,
        replayId: id,
      });
      await endSequences(db, this.audit, { consumer, actor, replayId: id });
      db.afterCommit(() => this.logger.warn(`replay ${id} cancelled`));
      return findReplay(db, consumer, id);
    });
  }
}
