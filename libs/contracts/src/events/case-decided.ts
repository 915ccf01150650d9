import { z } from 'zod';
import { eventType, type DataOf } from '../event-type.js';
import { caseId, listingId, organizationId, personId } from '../ids.js';

/** The case is closed with a decision and its reason code. */
export const caseDecided = eventType({
  type: 'org.opencircle.case.decided.v1',
  topic: 'opencircle.listings.case',
  schema: z.object({
    caseId,
    listingId,
    organizationId,
    decidedBy: personId,
    decision: z.enum(['approved', 'changes-requested', 'rejected']),
    reasonCode: z.string().max(60),
    decidedAt: z.iso.datetime(),
  }),
  sample: {
    caseId: '01890a5d-ac96-774b-bcce-b302099a8060',
    listingId: '01890a5d-ac96-774b-bcce-b302099a8057',
    organizationId: '01890a5d-ac96-774b-bcce-b302099a8058',
    decidedBy: '01890a5d-ac96-774b-bcce-b302099a8061',
    decision: 'approved',
    reasonCode: 'meets-guidelines',
    decidedAt: '2026-11-23T08:00:00.000Z',
  },
});
export type CaseDecided = DataOf<typeof caseDecided>;
