import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { organizationRegistered, type OrganizationRegistered } from '@opencircle/contracts';
import { EventContext } from '@opencircle/messaging';

/** Remembers the name of an organization, so that listings and cases can show it. */
@Controller()
export class OnOrganizationRegistered {
  @EventPattern(organizationRegistered.type)
  async run(@Payload() { organizationId, name }: OrganizationRegistered, @Ctx() { db }: EventContext): Promise<void> {
    await db.query(
      `INSERT INTO organization (id, name) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET name = excluded.name`,
      [organizationId, name],
    );
  }
}
