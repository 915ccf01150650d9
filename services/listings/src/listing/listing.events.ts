import type {
  ListingChangesRequested,
  ListingPublished,
  ListingRejected,
  ListingSubmitted,
} from '@opencircle/contracts';
import { publicContentOf } from './listing-content.js';
import type { Listing } from './listing.js';
import type { Revision } from './revision.js';

export function submissionOf({ id, organizationId }: Listing, revision: Revision, at: Date): ListingSubmitted {
  return { listingId: id, organizationId, revisionId: revision.id, submittedAt: at.toISOString() };
}

/** The only event with content, and of the content only what anybody may read. */
export function publicationOf({ id, organizationId }: Listing, revision: Revision, at: Date): ListingPublished {
  return {
    listingId: id,
    organizationId,
    revisionId: revision.id,
    publishedAt: at.toISOString(),
    content: publicContentOf(revision.content),
  };
}

export function refusalOf(
  { id, organizationId }: Listing,
  revision: Revision,
  reasonCode: string,
  at: Date,
): ListingChangesRequested & ListingRejected {
  return { listingId: id, organizationId, revisionId: revision.id, reasonCode, decidedAt: at.toISOString() };
}
