import { z } from 'zod';
import { eventType, type DataOf } from '../event-type.js';
import { listingId, membershipId, organizationId, personId } from '../ids.js';

/** A person will visit one session without joining. Opaque ids only; facilitatorIds are the staff to be told. */
export const visitBooked = eventType({
  type: 'org.opencircle.membership.visit-booked.v1',
  topic: 'opencircle.membership.membership',
  schema: z.object({
    membershipId,
    personId,
    listingId,
    organizationId,
    sessionStart: z.iso.datetime(),
    facilitatorIds: z.array(personId).max(20),
    bookedAt: z.iso.datetime(),
  }),
  sample: {
    membershipId: '01890a5d-ac96-774b-bcce-b302099a8062',
    personId: '01890a5d-ac96-774b-bcce-b302099a8063',
    listingId: '01890a5d-ac96-774b-bcce-b302099a8057',
    organizationId: '01890a5d-ac96-774b-bcce-b302099a8058',
    sessionStart: '2026-11-24T00:00:00.000Z',
    facilitatorIds: ['01890a5d-ac96-774b-bcce-b302099a8061'],
    bookedAt: '2026-11-23T08:00:00.000Z',
  },
});
export type VisitBooked = DataOf<typeof visitBooked>;
