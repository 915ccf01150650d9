import type { Relation, Visible } from '@opencircle/auth';
import type { OrganizationId } from '@opencircle/contracts';
import { organizationPath, type Db } from '@opencircle/persistence';
import { Raw, type FindOperator } from 'typeorm';
import type { Group } from '../group/group.js';

/** How an organization, and what belongs to it, stands to people. */
export async function relationOfOrganization(db: Db, organizationId: OrganizationId): Promise<Relation> {
  return { organizationPath: await organizationPath(db, organizationId) };
}

/** How a group stands to people. */
export async function relationOfGroup(db: Db, { listingId, organizationId }: Group): Promise<Relation> {
  return { organizationPath: await organizationPath(db, organizationId), listingId };
}

/** The condition on an organization's id for what a list may show. */
export function organizationsWithin(visible: Visible): FindOperator<OrganizationId>[] {
  if (visible.all) return [];
  const reached =
    '(SELECT reached.id FROM organization reached WHERE reached.path && CAST(:reachedOrganizations AS uuid[]))';
  const within = Raw((id) => `${id} IN ${reached}`, { reachedOrganizations: visible.organizationIds });
  return [within as FindOperator<OrganizationId>];
}
