import { z } from 'zod';
import { eventType, type DataOf } from '../event-type.js';
import { listingId, organizationId, revisionId } from '../ids.js';

/** A moderator decided on the revision under review; a published one stays as it was. */
export const listingChangesRequested = eventType({
  type: 'org.opencircle.listing.changes-requested.v1',
  topic: 'opencircle.listings.listing',
  schema: z.object({
    listingId,
    organizationId,
    revisionId,
    reasonCode: z.string().max(60),
    decidedAt: z.iso.datetime(),
  }),
  sample: {
    listingId: '01890a5d-ac96-774b-bcce-b302099a8057',
    organizationId: '01890a5d-ac96-774b-bcce-b302099a8058',
    revisionId: '01890a5d-ac96-774b-bcce-b302099a8059',
    reasonCode: 'personal-data',
    decidedAt: '2026-11-23T08:00:00.000Z',
  },
});
export type ListingChangesRequested = DataOf<typeof listingChangesRequested>;
