import { Controller } from '@nestjs/common';
import { organizationRegistered, type OrganizationRegistered } from '@opencircle/contracts';
import { OnEvent, type EventContext } from '@opencircle/messaging';

/** An organization has a public name, shown beside its groups. */
@Controller()
export class OnOrganizationRegistered {
  @OnEvent(organizationRegistered)
  async run(organization: OrganizationRegistered, { db }: EventContext): Promise<void> {
    await db.query(
      `INSERT INTO organization (organization_id, name) VALUES ($1, $2)
       ON CONFLICT (organization_id) DO UPDATE SET name = excluded.name`,
      [organization.organizationId, organization.name],
    );
  }
}
