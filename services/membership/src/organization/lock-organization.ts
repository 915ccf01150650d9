import type { Action, Actor } from '@opencircle/auth';
import type { OrganizationId } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';
import { findOrganization } from './find-organization.js';
import { Organization } from './organization.js';

/**
 * The organization, held until the transaction ends, when the actor may do this to it in the state that it is in then: one
 * that was suspended a moment ago is suspended. Throws organization-not-found, Forbidden.
 */
export async function lockOrganization(
  db: Db,
  id: OrganizationId,
  by: Actor,
  action: Action,
  field?: string,
): Promise<Organization> {
  await findOrganization(db, id, by, action, field);
  await db.lock(Organization, { id });
  return findOrganization(db, id, by, action, field);
}
