import { Controller } from '@nestjs/common';
import { organizationVerified, type OrganizationVerified } from '@opencircle/contracts';
import { OnEvent, type EventContext } from '@opencircle/messaging';
import { IndexFeed } from '../group/index-feed.js';

/** A suspension ends when the organization is verified: its groups are found again. */
@Controller()
export class OnOrganizationVerified {
  constructor(private readonly feed: IndexFeed) {}

  @OnEvent(organizationVerified)
  async run({ organizationId }: OrganizationVerified, { db, event }: EventContext): Promise<void> {
    await db.query(
      `UPDATE organization SET suspended = false, state_version = $2 WHERE organization_id = $1 AND state_version <= $2`,
      [organizationId, event.aggregateversion],
    );
    db.afterCommit(() => this.feed.wake());
  }
}
