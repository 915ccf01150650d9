import { z } from 'zod';
import { eventType, type DataOf } from '../event-type.js';
import { organizationId } from '../ids.js';

/** We know who is behind the organization; also after a suspension. */
export const organizationVerified = eventType({
  type: 'org.opencircle.organization.verified.v1',
  topic: 'opencircle.membership.organization',
  schema: z.object({
    organizationId,
    verifiedAt: z.iso.datetime(),
  }),
  sample: {
    organizationId: '01890a5d-ac96-774b-bcce-b302099a8058',
    verifiedAt: '2026-11-24T08:00:00.000Z',
  },
});
export type OrganizationVerified = DataOf<typeof organizationVerified>;
