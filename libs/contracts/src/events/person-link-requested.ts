import { z } from 'zod';
import { eventType, type DataOf } from '../event-type.js';
import { personId } from '../ids.js';

/** Somebody asked for a link by e-mail. The link's secret does not travel: who sends the mail asks membership for it. */
export const personLinkRequested = eventType({
  type: 'org.opencircle.person.link-requested.v1',
  topic: 'opencircle.membership.person',
  schema: z.object({
    personId,
    linkId: z.uuid(),
    purpose: z.enum(['sign-in', 'password-reset']),
    requestedAt: z.iso.datetime(),
    /** After this the mail is of no use. */
    expiresAt: z.iso.datetime(),
  }),
  sample: {
    personId: '01890a5d-ac96-774b-bcce-b302099a8061',
    linkId: '2f9d1a0c-6f0e-4b8e-9a55-6b9f7d8f3c21',
    purpose: 'sign-in',
    requestedAt: '2026-11-23T08:00:00.000Z',
    expiresAt: '2026-11-23T08:15:00.000Z',
  },
});
export type PersonLinkRequested = DataOf<typeof personLinkRequested>;
