import { z } from 'zod';
import { eventType, type DataOf } from '../event-type.js';
import { personId } from '../ids.js';

/** Somebody is invited to act for an organization or on the platform. The secret does not travel: who sends the mail asks membership for it. */
export const personInvited = eventType({
  type: 'org.opencircle.person.invited.v1',
  topic: 'opencircle.membership.person',
  schema: z.object({
    personId,
    invitationId: z.uuid(),
    invitedAt: z.iso.datetime(),
    /** After this the mail is of no use. */
    expiresAt: z.iso.datetime(),
  }),
  sample: {
    personId: '01890a5d-ac96-774b-bcce-b302099a8061',
    invitationId: '01890a5d-ac96-774b-bcce-b302099a8071',
    invitedAt: '2026-11-24T08:00:00.000Z',
    expiresAt: '2026-12-01T08:00:00.000Z',
  },
});
export type PersonInvited = DataOf<typeof personInvited>;
