import { z } from 'zod';
import { eventType, type DataOf } from '../event-type.js';
import { organizationId } from '../ids.js';

/** An organization may list groups from now on; its name is public. */
export const organizationRegistered = eventType({
  type: 'org.opencircle.organization.registered.v1',
  topic: 'opencircle.membership.organization',
  schema: z.object({
    organizationId,
    name: z.string().min(2).max(200),
    kind: z.enum(['national', 'affiliate', 'chapter', 'community-centre']),
    parentId: organizationId.nullable(),
    registeredAt: z.iso.datetime(),
  }),
  sample: {
    organizationId: '01890a5d-ac96-774b-bcce-b302099a8058',
    name: 'Riverside Family Groups',
    kind: 'affiliate',
    parentId: null,
    registeredAt: '2026-11-23T08:00:00.000Z',
  },
});
export type OrganizationRegistered = DataOf<typeof organizationRegistered>;
