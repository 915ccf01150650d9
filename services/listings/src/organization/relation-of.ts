import type { Relation, Visible } from '@opencircle/auth';
import type { OrganizationId } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';
import type { Listing } from '../listing/listing.js';
import { Organization } from './organization.js';

/** How what belongs to an organization stands to people. One that was not heard of yet was not suspended either. */
export async function relationOfOrganization(db: Db, organizationId: OrganizationId): Promise<Relation> {
  const known = await db.findOne(Organization, { id: organizationId });
  return { organizationPath: known?.path ?? [organizationId], organizationState: known?.state ?? 'unverified' };
}

/** How a listing, and whatever a moderator decides about it, stands to people. */
export async function relationOfListing(db: Db, listing: Listing): Promise<Relation> {
  const { id: listingId, organizationId, region, state } = listing;
  const ofOrganization = await relationOfOrganization(db, organizationId);
  return { ...ofOrganization, listingId, region: region ?? undefined, state };
}

/** The columns of a list's rows that tell how they stand to people. */
type Columns = { organization: string; listing?: string; region?: string };

/** The condition for rows that a list may show, and its parameters. */
export function withinReach(visible: Visible, { organization, listing, region }: Columns): [string, object] {
  if (visible.all) return ['true', {}];
  // The named ones even before anything was heard of them: tokens may be ahead of events.
  const conditions = [
    `${organization} = ANY(:reachedOrganizations)`,
    `${organization} IN (SELECT id FROM organization WHERE path && CAST(:reachedOrganizations AS uuid[]))`,
  ];
  if (listing !== undefined) {
    conditions.push(
      `EXISTS (SELECT FROM unnest(CAST(:reachedListings AS uuid[]), CAST(:listingOrganizations AS uuid[]))
                 AS reached (listing, organization)
               WHERE reached.listing = ${listing} AND reached.organization = ${organization})`,
    );
  }
  if (region !== undefined) {
    conditions.push(`${region} = ANY(:reachedRegions)`, `split_part(${region}, '-', 1) = ANY(:reachedRegions)`);
  }
  const parameters = {
    reachedOrganizations: visible.organizationIds,
    reachedListings: visible.listingIds,
    listingOrganizations: visible.listingOrganizationIds,
    reachedRegions: visible.regions,
  };
  return [`(${conditions.join(' OR ')})`, parameters];
}
