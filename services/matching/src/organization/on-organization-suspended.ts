import { Controller } from '@nestjs/common';
import { organizationSuspended, type OrganizationSuspended } from '@opencircle/contracts';
import { OnEvent, type EventContext } from '@opencircle/messaging';
import { IndexFeed } from '../group/index-feed.js';

/** The groups of a suspended organization are not found, and their pages are gone. */
@Controller()
export class OnOrganizationSuspended {
  constructor(private readonly feed: IndexFeed) {}

  @OnEvent(organizationSuspended)
  async run({ organizationId }: OrganizationSuspended, { db, event }: EventContext): Promise<void> {
    await db.query(
      `UPDATE organization SET suspended = true, state_version = $2 WHERE organization_id = $1 AND state_version <= $2`,
      [organizationId, event.aggregateversion],
    );
    db.afterCommit(() => this.feed.wake());
  }
}
