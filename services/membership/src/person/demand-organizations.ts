import type { OrganizationId } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';
import { In } from 'typeorm';
import { Organization } from '../organization/organization.js';
import { unknownOrganization } from './person.errors.js';

/** Throws `unknown-organization`, which points at those of the request's `organizationIds` that there are not. */
export async function demandOrganizations(db: Db, ids: readonly OrganizationId[]): Promise<void> {
  const known = new Set((await db.find(Organization, { where: { id: In([...ids]) } })).map(({ id }) => id));
  const unknown = ids.flatMap((id, index) => (known.has(id) ? [] : [index]));
  if (unknown.length > 0) throw unknownOrganization(unknown);
}
