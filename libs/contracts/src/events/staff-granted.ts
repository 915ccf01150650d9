import { z } from 'zod';
import { eventType, type DataOf } from '../event-type.js';
import { listingId, organizationId, personId } from '../ids.js';

/** A person acts for the organization; a facilitator for the named groups only. */
export const staffGranted = eventType({
  type: 'org.opencircle.organization.staff-granted.v1',
  topic: 'opencircle.membership.organization',
  schema: z.object({
    organizationId,
    personId,
    role: z.enum(['owner', 'manager', 'facilitator']),
    listingIds: z.array(listingId),
    grantedAt: z.iso.datetime(),
  }),
  sample: {
    organizationId: '01890a5d-ac96-774b-bcce-b302099a8058',
    personId: '01890a5d-ac96-774b-bcce-b302099a8061',
    role: 'facilitator',
    listingIds: ['01890a5d-ac96-774b-bcce-b302099a8057'],
    grantedAt: '2026-11-23T08:00:00.000Z',
  },
});
export type StaffGranted = DataOf<typeof staffGranted>;
