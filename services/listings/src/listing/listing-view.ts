import { organizationStates } from '@opencircle/auth';
import { listingId, organizationId, revisionId } from '@opencircle/contracts';
import { z } from 'zod';
import type { Shown } from '../organization/organization.js';
import { listingContent } from './listing-content.js';
import { listingStates, type Listing } from './listing.js';
import { privateContent } from './private-content.js';
import { revisionStates, type Revision } from './revision.js';

const revisionSummary = z.object({
  id: revisionId,
  state: z.enum(revisionStates),
  writtenAt: z.iso.datetime(),
  submittedAt: z.iso.datetime().nullable(),
  decidedAt: z.iso.datetime().nullable(),
});

/** A listing as its staff and moderators see it; `content` is that of the pending snapshot, else of the published. */
export const listingView = z
  .object({
    id: listingId,
    organizationId,
    organizationName: z.string().nullable(),
    /** A suspended organization's groups are not found, and nothing about them changes. */
    organizationState: z.enum(organizationStates),
    state: z.enum(listingStates),
    version: z.int(),
    published: revisionSummary.nullable(),
    pending: revisionSummary.nullable(),
    content: listingContent,
    /** Only for those who may edit the listing. */
    privateContent: privateContent.optional(),
    source: z.object({ kind: z.literal('meeting-guide'), key: z.string() }).optional(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Listing' });
export type ListingView = z.input<typeof listingView>;

/** `revisions` holds at least the ones that the listing points at. */
export function listingViewOf(
  listing: Listing,
  revisions: ReadonlyMap<string, Revision>,
  organization: Shown,
  withPrivate: boolean,
): ListingView {
  const current = revisions.get(listing.currentRevisionId);
  if (current === undefined) throw new Error(`revision ${listing.currentRevisionId} was not read`);
  return {
    id: listing.id,
    organizationId: listing.organizationId,
    ...organization,
    state: listing.state,
    version: listing.version,
    published: summaryOf(revisions.get(listing.publishedRevisionId ?? '')),
    pending: summaryOf(revisions.get(listing.pendingRevisionId ?? '')),
    content: current.content,
    ...(withPrivate ? { privateContent: current.privateContent } : {}),
    ...(listing.sourceKey === null ? {} : { source: { kind: 'meeting-guide', key: listing.sourceKey } }),
    updatedAt: listing.updatedAt.toISOString(),
  };
}

function summaryOf(revision: Revision | undefined): ListingView['published'] {
  if (revision === undefined) return null;
  return {
    id: revision.id,
    state: revision.state,
    writtenAt: revision.writtenAt.toISOString(),
    submittedAt: revision.submittedAt?.toISOString() ?? null,
    decidedAt: revision.decidedAt?.toISOString() ?? null,
  };
}
