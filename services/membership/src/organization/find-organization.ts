import type { Action, Actor } from '@opencircle/auth';
import type { OrganizationId } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';
import { demandFound } from '@opencircle/service-defaults';
import { organizationNotFound } from './organization.errors.js';
import { Organization } from './organization.js';
import { relationOfOrganization } from './relation-of.js';

/** The organization, when it is there and the actor may do this to it. Throws organization-not-found, Forbidden. */
export async function findOrganization(
  db: Db,
  id: OrganizationId,
  by: Actor,
  action: Action,
  field?: string,
): Promise<Organization> {
  return demandFound(await db.findOne(Organization, { id }), by, action, {
    relation: async ({ state }) => ({ ...(await relationOfOrganization(db, id)), state, organizationState: state }),
    absent: organizationNotFound,
    ...(field === undefined ? {} : { field }),
  });
}
