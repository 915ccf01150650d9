import { Controller } from '@nestjs/common';
import { organizationSuspended, type OrganizationSuspended } from '@opencircle/contracts';
import { OnEvent, type EventContext } from '@opencircle/messaging';

/** A suspended organization lists nothing and changes nothing until it is verified again; its imports stop. */
@Controller()
export class OnOrganizationSuspended {
  @OnEvent(organizationSuspended)
  async run({ organizationId }: OrganizationSuspended, { db }: EventContext): Promise<void> {
    await db.query("UPDATE organization SET state = 'suspended' WHERE id = $1", [organizationId]);
  }
}
