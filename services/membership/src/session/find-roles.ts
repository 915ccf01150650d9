import type { RoleGrant } from '@opencircle/auth';
import type { OrganizationId, PersonId } from '@opencircle/contracts';
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

/** What bounds the roles of a session: its strength, and whose provider it began at (null: at none). */
export type SessionBounds = { readonly aal: Aal; readonly providerOf: OrganizationId | null };

export async function rolesOfSession(db: Db, personId: PersonId, bounds: SessionBounds): Promise<RoleGrant[]> {
  return rolesWithin(db, await findRoles(db, personId), bounds);
}

/**
 * Those of them that a session may use: without a second factor, the roles that need one are left out; in one that began
 * at a provider, all but those in its organization or below, for nothing elsewhere may hang on its word.
 */
export async function rolesWithin(
  db: Db,
  roles: readonly RoleGrant[],
  { aal, providerOf }: SessionBounds,
): Promise<RoleGrant[]> {
  const strongEnough = roles.filter((role) => aal === 2 || !needsSecondFactor(role));
  if (providerOf === null) return strongEnough;
  const within = await organizationsWithin(db, providerOf, strongEnough);
  return strongEnough.filter(({ organizationId }) => organizationId !== undefined && within.has(organizationId));
}

async function organizationsWithin(
  db: Db,
  top: OrganizationId,
  roles: readonly RoleGrant[],
): Promise<ReadonlySet<OrganizationId>> {
  const ids = roles.flatMap(({ organizationId }) => organizationId ?? []);
  // What is above an organization is not for everybody to see who has a role in it.
  const found = await db.asSystem(() =>
    db.query<{ id: OrganizationId }>('SELECT id FROM organization WHERE id = ANY ($1::uuid[]) AND $2 = ANY (path)', [
      ids,
      top,
    ]),
  );
  return new Set(found.map(({ id }) => id));
}
