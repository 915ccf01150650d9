import { newId, type ListingId, type OrganizationId } from '@opencircle/contracts';
import type { RoleGrant } from '@opencircle/auth';
import type { Random } from '../random.js';

export type Tenant = {
  readonly id: OrganizationId;
  readonly parentId: OrganizationId | null;
  readonly listingIds: readonly ListingId[];
};

/** A tree of organizations with some listings each: every organization but the first few is below a random earlier one. */
export function tenants(count: number, random: Random): Tenant[] {
  const made: Tenant[] = [];
  for (let index = 0; index < count; index++) {
    const parent = index < 3 ? undefined : made[random.between(0, made.length - 1)];
    const listingIds = Array.from({ length: random.between(2, 5) }, () => newId<ListingId>());
    made.push({ id: newId<OrganizationId>(), parentId: parent?.id ?? null, listingIds });
  }
  return made;
}

/** A role of somebody, and the listings that it reaches by the proof's own count. */
export type Somebody = { readonly role: RoleGrant; readonly reach: ReadonlySet<string> };

/** A manager of an organization, with all below it, or a facilitator of two of its groups. */
export function somebody(all: readonly Tenant[], random: Random): Somebody {
  const tenant = all[random.between(0, all.length - 1)]!;
  if (random.chance(0.3)) {
    const listingIds = tenant.listingIds.slice(0, 2);
    return { role: { role: 'facilitator', organizationId: tenant.id, listingIds }, reach: new Set(listingIds) };
  }
  return { role: { role: 'manager', organizationId: tenant.id }, reach: new Set(below(all, tenant)) };
}

function below(all: readonly Tenant[], { id, listingIds }: Tenant): string[] {
  return [...listingIds, ...all.filter(({ parentId }) => parentId === id).flatMap((child) => below(all, child))];
}
