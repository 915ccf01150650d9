import { z } from 'zod';
import { eventType, type DataOf } from '../event-type.js';
import { organizationId } from '../ids.js';

/** The organization goes by another public name. */
export const organizationRenamed = eventType({
  type: 'org.opencircle.organization.renamed.v1',
  topic: 'opencircle.membership.organization',
  schema: z.object({
    organizationId,
    name: z.string().min(2).max(200),
    renamedAt: z.iso.datetime(),
  }),
  sample: {
    organizationId: '01890a5d-ac96-774b-bcce-b302099a8058',
    name: 'Riverside Family Groups',
    renamedAt: '2026-11-24T08:00:00.000Z',
  },
});
export type OrganizationRenamed = DataOf<typeof organizationRenamed>;
