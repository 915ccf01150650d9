import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Transactions } from '@opencircle/persistence';
import { MESSAGING_OPTIONS, type MessagingOptions } from './options.js';
import { Signal } from './signal.js';

const EVERY_MS = 60_000;
const BATCH = 1_000;
const WEEK_HOURS = 7 * 24;

/**
 * Deletes what nobody needs any more, a bounded batch a transaction: outbox rows long published (the oldest ids first),
 * and inbox rows of events that Kafka delivered long ago; the aggregates' cursors stay and still tell a duplicate.
 */
@Injectable()
export class Purge implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Purge.name);
  private readonly signal = new Signal();
  private stopping = false;
  private loop: Promise<void> = Promise.resolve();

  constructor(
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
    private readonly transactions: Transactions,
  ) {}

  onApplicationBootstrap(): void {
    this.loop = this.work();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    this.signal.notify();
    await this.loop;
  }

  /** Deletes one batch of each; how many rows went. */
  async step(): Promise<number> {
    const hours = this.options.retentionHours ?? WEEK_HOURS;
    this.options.onPoint?.('relay.before-purge');
    const gone = await this.transactions.run(async (db) => {
      const published = await db.query(
        `DELETE FROM outbox WHERE id IN (
           SELECT id FROM (SELECT id, published_at FROM outbox WHERE published_at IS NOT NULL ORDER BY id LIMIT $2) oldest
           WHERE published_at < now() - make_interval(hours => $1)
         ) RETURNING 1`,
        [hours, BATCH],
      );
      const received = await db.query(
        `DELETE FROM inbox WHERE ctid = ANY (ARRAY(
           SELECT ctid FROM inbox WHERE received_at < now() - make_interval(hours => $1) LIMIT $2
         )) RETURNING 1`,
        [hours, BATCH],
      );
      return published.length + received.length;
    });
    this.options.onPoint?.('relay.after-purge');
    return gone;
  }

  private async work(): Promise<void> {
    while (!this.stopping) {
      const gone = await this.step().catch((error: unknown) => {
        this.logger.warn(`purge waits: ${(error as Error).message}`);
        return 0;
      });
      if (gone === 0) await this.signal.wait(EVERY_MS);
    }
  }
}
