import type { RoleGrant } from '@opencircle/auth';
import type { PersonId } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';
import { Staff } from '../organization/staff.js';
import { PlatformRole } from '../person/platform-role.js';
import { needsSecondFactor, type Aal } from './second-factor-roles.js';

/** Every role that a person holds now, each with its scope. */
export async function findRoles(db: Db, personId: PersonId): Promise<RoleGrant[]> {
  const platform = await db.find(PlatformRole, { where: { personId }, order: { role: 'ASC' } });
  const staff = await db.find(Staff, { where: { personId }, order: { organizationId: 'ASC', role: 'ASC' } });
  return [
    ...platform.map(({ role, regions, organizationIds }) => ({
      role,
      ...(regions === null ? {} : { regions }),
      ...(organizationIds === null ? {} : { organizationIds }),
    })),
    ...staff.map(({ role, organizationId, listingIds }) => ({
      role,
      organizationId,
      ...(role === 'facilitator' ? { listingIds } : {}),
    })),
  ];
}

/** Those of them that a session may use: without a second factor, the roles that need one are left out. */
export function rolesAt(aal: Aal, roles: readonly RoleGrant[]): RoleGrant[] {
  return roles.filter((role) => aal === 2 || !needsSecondFactor(role));
}
