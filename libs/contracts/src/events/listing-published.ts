import { z } from 'zod';
import { eventType, type DataOf } from '../event-type.js';
import { listingId, organizationId, revisionId } from '../ids.js';
import { publicContent } from '../public-content.js';
import { contentSample } from './content-sample.js';

/** The revision that people see from now on, whole. */
export const listingPublished = eventType({
  type: 'org.opencircle.listing.published.v1',
  topic: 'opencircle.listings.listing',
  schema: z.object({
    listingId,
    organizationId,
    revisionId,
    publishedAt: z.iso.datetime(),
    content: publicContent,
  }),
  sample: {
    listingId: '01890a5d-ac96-774b-bcce-b302099a8057',
    organizationId: '01890a5d-ac96-774b-bcce-b302099a8058',
    revisionId: '01890a5d-ac96-774b-bcce-b302099a8059',
    publishedAt: '2026-11-23T08:00:00.000Z',
    content: contentSample,
  },
});
export type ListingPublished = DataOf<typeof listingPublished>;
