import { Controller } from '@nestjs/common';
import { organizationSuspended, type OrganizationSuspended } from '@opencircle/contracts';
import { OnEvent, type EventContext } from '@opencircle/messaging';

/** A suspended organization lists nothing and changes nothing until it is verified again; its imports stop. */
@Controller()
export class OnOrganizationSuspended {
  @OnEvent(organizationSuspended)
  async run({ organizationId }: OrganizationSuspended, { db, event }: EventContext): Promise<void> {
    await db.query(
      `UPDATE organization SET state = 'suspended', state_version = $2 WHERE id = $1 AND state_version <= $2`,
      [organizationId, event.aggregateversion],
    );
  }
}
