import type { Relation, Visible } from '@opencircle/auth';
import type { OrganizationId } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';
import { In, type FindOperator } from 'typeorm';
import type { Group } from '../group/group.js';

/** An organization after all those above it: root … own. */
function pathOf(_db: Db, organizationId: OrganizationId): Promise<OrganizationId[]> {
  return Promise.resolve([organizationId]);
}

/** How an organization, and what belongs to it, stands to people. */
export async function relationOfOrganization(db: Db, organizationId: OrganizationId): Promise<Relation> {
  return { organizationPath: await pathOf(db, organizationId) };
}

/** How a group stands to people. */
export async function relationOfGroup(db: Db, { listingId, organizationId }: Group): Promise<Relation> {
  return { organizationPath: await pathOf(db, organizationId), listingId };
}

/** The condition on an organization's id for what a list may show. */
export function organizationsWithin(visible: Visible): FindOperator<OrganizationId>[] {
  return visible.all ? [] : [In(visible.organizationIds)];
}
