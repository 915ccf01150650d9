import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Loop } from '@opencircle/messaging';
import { asSystem, classOf, Transactions } from '@opencircle/persistence';
import { GroupIndex } from './group-index.js';
import type { PublishedGroup } from './published-group.js';

type Moment = { horizon: string; suspended: string[] };

/** How soon a replica sees what another replica's consumer wrote, in milliseconds. */
const POLL_MS = 500;

/**
 * Keeps this replica's index equal to the table. Each round asks for rows written by transactions at or after the
 * last round's horizon (the oldest transaction then still running), so a late commit is never missed; rows that come
 * again are harmless. Which organizations are suspended comes whole with each round: they are few, and a group that is
 * published at the very moment of a suspension is hidden as well. A commit in this process wakes it at once.
 */
@Injectable()
export class IndexFeed implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(IndexFeed.name);
  private readonly loop = new Loop({
    step: async () => {
      await this.refresh();
      return POLL_MS;
    },
    failed: (error) => this.logger.warn(`index waits: ${classOf(error)}`),
  });
  private horizon = '0';

  constructor(
    private readonly transactions: Transactions,
    private readonly index: GroupIndex,
  ) {}

  wake(): void {
    this.loop.wake();
  }

  /** The first round is awaited: a service that answers searches has read everything. */
  async onApplicationBootstrap(): Promise<void> {
    await asSystem(() => this.refresh());
    this.loop.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }

  /** Horizon, suspended organizations and rows come from one snapshot. */
  private async refresh(): Promise<void> {
    const asOf = Date.now();
    const { horizon, suspended, groups } = await this.transactions.read(async (db) => {
      const [moment] = await db.query<Moment>(
        `SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS horizon,
                ARRAY(SELECT organization_id FROM organization WHERE suspended) AS suspended`,
      );
      const groups = await db.query<PublishedGroup>(
        `SELECT listing_id AS "listingId", organization_id AS "organizationId", revision_id AS "revisionId",
                published_at AS "publishedAt", content
         FROM published_group WHERE changed_in >= $1::text::xid8`,
        [this.horizon],
      );
      return { ...(moment as Moment), groups };
    });
    this.index.hideGroupsOf(suspended);
    for (const group of groups) this.index.put(group);
    this.horizon = horizon;
    this.index.refreshed(asOf);
  }
}
