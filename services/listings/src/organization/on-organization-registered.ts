import { Controller } from '@nestjs/common';
import { organizationRegistered, type OrganizationRegistered } from '@opencircle/contracts';
import { OnEvent, type EventContext } from '@opencircle/messaging';

/** Remembers the name of an organization, so that listings and cases can show it. */
@Controller()
export class OnOrganizationRegistered {
  @OnEvent(organizationRegistered)
  async run({ organizationId, name }: OrganizationRegistered, { db }: EventContext): Promise<void> {
    await db.query(
      `INSERT INTO organization (id, name) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET name = excluded.name`,
      [organizationId, name],
    );
  }
}
