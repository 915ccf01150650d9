import { Controller } from '@nestjs/common';
import { organizationRegistered, type OrganizationRegistered } from '@opencircle/contracts';
import { OnEvent, type EventContext } from '@opencircle/messaging';
import { placeInTree } from '@opencircle/persistence';

/** Remembers an organization's name, so that listings and cases can show it, and its place in the tree. */
@Controller()
export class OnOrganizationRegistered {
  @OnEvent(organizationRegistered)
  async run({ organizationId, name, parentId }: OrganizationRegistered, { db }: EventContext): Promise<void> {
    await db.query(
      `INSERT INTO organization (id, name, parent_id, path) VALUES ($1, $2, $3, ARRAY[$1]::uuid[])
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, parent_id = excluded.parent_id`,
      [organizationId, name, parentId],
    );
    await placeInTree(db, organizationId);
  }
}
