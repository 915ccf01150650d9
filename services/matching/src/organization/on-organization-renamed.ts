import { Controller } from '@nestjs/common';
import { organizationRenamed, type OrganizationRenamed } from '@opencircle/contracts';
import { OnEvent, type EventContext } from '@opencircle/messaging';

/** The name that is shown for an organization is its new one. */
@Controller()
export class OnOrganizationRenamed {
  @OnEvent(organizationRenamed)
  async run({ organizationId, name }: OrganizationRenamed, { db }: EventContext): Promise<void> {
    await db.query('UPDATE organization SET name = $2 WHERE organization_id = $1', [organizationId, name]);
  }
}
