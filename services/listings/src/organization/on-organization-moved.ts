import { Controller } from '@nestjs/common';
import { organizationMoved, type OrganizationMoved } from '@opencircle/contracts';
import { OnEvent, type EventContext } from '@opencircle/messaging';
import { placeInTree } from '@opencircle/persistence';

/** Who is above an organization may act on its listings; it has others above it now. */
@Controller()
export class OnOrganizationMoved {
  @OnEvent(organizationMoved)
  async run({ organizationId, parentId }: OrganizationMoved, { db }: EventContext): Promise<void> {
    await db.query('UPDATE organization SET parent_id = $2 WHERE id = $1', [organizationId, parentId]);
    await placeInTree(db, organizationId);
  }
}
