import { z } from 'zod';
import { eventType, type DataOf } from '../event-type.js';
import { organizationId, personId } from '../ids.js';

/** A person does not act for the organization in this role any more. */
export const staffRevoked = eventType({
  type: 'org.opencircle.organization.staff-revoked.v1',
  topic: 'opencircle.membership.organization',
  schema: z.object({
    organizationId,
    personId,
    role: z.enum(['owner', 'manager', 'facilitator']),
    revokedAt: z.iso.datetime(),
  }),
  sample: {
    organizationId: '01890a5d-ac96-774b-bcce-b302099a8058',
    personId: '01890a5d-ac96-774b-bcce-b302099a8061',
    role: 'facilitator',
    revokedAt: '2026-11-24T08:00:00.000Z',
  },
});
export type StaffRevoked = DataOf<typeof staffRevoked>;
