import { z } from 'zod';
import { eventType, type DataOf } from '../event-type.js';
import { organizationId } from '../ids.js';

/** An organization has another place in the tree, with all below it. `parentId` null: it stands at the top. */
export const organizationMoved = eventType({
  type: 'org.opencircle.organization.moved.v1',
  topic: 'opencircle.membership.organization',
  schema: z.object({
    organizationId,
    parentId: organizationId.nullable(),
    movedAt: z.iso.datetime(),
  }),
  sample: {
    organizationId: '01890a5d-ac96-774b-bcce-b302099a8058',
    parentId: '01890a5d-ac96-774b-bcce-b302099a8059',
    movedAt: '2026-11-24T08:00:00.000Z',
  },
});
export type OrganizationMoved = DataOf<typeof organizationMoved>;
