import { z } from 'zod';
import { eventType, type DataOf } from '../event-type.js';
import { caseId, listingId, organizationId } from '../ids.js';

/** A person will have to decide; due at dueAt. */
export const caseOpened = eventType({
  type: 'org.opencircle.case.opened.v1',
  topic: 'opencircle.listings.case',
  schema: z.object({
    caseId,
    listingId,
    organizationId,
    kind: z.enum(['revision', 'report']),
    openedAt: z.iso.datetime(),
    dueAt: z.iso.datetime(),
  }),
  sample: {
    caseId: '01890a5d-ac96-774b-bcce-b302099a8060',
    listingId: '01890a5d-ac96-774b-bcce-b302099a8057',
    organizationId: '01890a5d-ac96-774b-bcce-b302099a8058',
    kind: 'revision',
    openedAt: '2026-11-23T08:00:00.000Z',
    dueAt: '2026-11-26T08:00:00.000Z',
  },
});
export type CaseOpened = DataOf<typeof caseOpened>;
