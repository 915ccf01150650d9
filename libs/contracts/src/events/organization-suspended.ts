import { z } from 'zod';
import { eventType, type DataOf } from '../event-type.js';
import { organizationId } from '../ids.js';

/** The organization is not to act for the time being. */
export const organizationSuspended = eventType({
  type: 'org.opencircle.organization.suspended.v1',
  topic: 'opencircle.membership.organization',
  schema: z.object({
    organizationId,
    suspendedAt: z.iso.datetime(),
  }),
  sample: {
    organizationId: '01890a5d-ac96-774b-bcce-b302099a8058',
    suspendedAt: '2026-11-24T08:00:00.000Z',
  },
});
export type OrganizationSuspended = DataOf<typeof organizationSuspended>;
