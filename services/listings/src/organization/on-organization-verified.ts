import { Controller } from '@nestjs/common';
import { organizationVerified, type OrganizationVerified } from '@opencircle/contracts';
import { OnEvent, type EventContext } from '@opencircle/messaging';

/** A verified organization lists groups, also after a suspension; imports that it stopped wait for somebody who says "run" again. */
@Controller()
export class OnOrganizationVerified {
  @OnEvent(organizationVerified)
  async run({ organizationId }: OrganizationVerified, { db, event }: EventContext): Promise<void> {
    await db.query(
      `UPDATE organization SET state = 'verified', state_version = $2 WHERE id = $1 AND state_version <= $2`,
      [organizationId, event.aggregateversion],
    );
  }
}
