import { z } from 'zod';
import { eventType, type DataOf } from '../event-type.js';
import { caseId, personId } from '../ids.js';

/** A moderator works on the case until the lease ends. */
export const caseClaimed = eventType({
  type: 'org.opencircle.case.claimed.v1',
  topic: 'opencircle.listings.case',
  schema: z.object({
    caseId,
    claimedBy: personId,
    expiresAt: z.iso.datetime(),
  }),
  sample: {
    caseId: '01890a5d-ac96-774b-bcce-b302099a8060',
    claimedBy: '01890a5d-ac96-774b-bcce-b302099a8061',
    expiresAt: '2026-11-23T08:30:00.000Z',
  },
});
export type CaseClaimed = DataOf<typeof caseClaimed>;
