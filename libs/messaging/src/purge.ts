import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { classOf, Transactions } from '@opencircle/persistence';
import { Loop } from './loop.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from './options.js';

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
  private readonly loop = new Loop({
    step: async () => ((await this.step()) > 0 ? 0 : EVERY_MS),
    failed: (error) => this.logger.warn(`purge waits: ${classOf(error)}`),
  });

  constructor(
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
    private readonly transactions: Transactions,
  ) {}

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
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
}
