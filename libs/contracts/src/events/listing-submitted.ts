import { z } from 'zod';
import { eventType, type DataOf } from '../event-type.js';
import { listingId, organizationId, revisionId } from '../ids.js';

/** A revision waits for review; nothing of it is public yet. */
export const listingSubmitted = eventType({
  type: 'org.opencircle.listing.submitted.v1',
  topic: 'opencircle.listings.listing',
  schema: z.object({
    listingId,
    organizationId,
    revisionId,
    submittedAt: z.iso.datetime(),
  }),
  sample: {
    listingId: '01890a5d-ac96-774b-bcce-b302099a8057',
    organizationId: '01890a5d-ac96-774b-bcce-b302099a8058',
    revisionId: '01890a5d-ac96-774b-bcce-b302099a8059',
    submittedAt: '2026-11-23T08:00:00.000Z',
  },
});
export type ListingSubmitted = DataOf<typeof listingSubmitted>;
