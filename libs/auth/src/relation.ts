import type { Actor, RoleGrant } from './actor.js';
import type { Scope } from './policy-row.js';

/** What an object has to do with people and organizations. What is not told is not there: only `any` holds without. */
export type Relation = {
  /** The organization that it belongs to, after all those above it: root … own. */
  readonly organizationPath?: readonly string[] | undefined;
  readonly listingId?: string | undefined;
  /** The person that it is about. */
  readonly personId?: string | undefined;
  /** ISO 3166: a country (`US`) or a subdivision of one (`US-CA`). */
  readonly region?: string | undefined;
  readonly state?: string | undefined;
  /** Of the organization that it belongs to; that of those above it does not count. */
  readonly organizationState?: string | undefined;
};

/** Does a cell of this scope reach the object? `grant` is missing where the role needs none. */
export function covers(scope: Scope, actor: Actor, grant: RoleGrant | undefined, relation: Relation): boolean {
  switch (scope) {
    case 'any':
      return true;
    case 'self':
      return grant === undefined ? isAbout(actor, relation) : isItself(grant, relation);
    case 'organization':
      return grant !== undefined && isWithin(grant, relation);
    case 'group':
      return grant !== undefined && isNamed(grant, relation) && isWithin(grant, relation);
    case 'assigned':
      return grant !== undefined && isAssigned(grant, relation);
  }
}

/** Is there any object that `covers` could hold for? */
export function canReach(scope: Scope, grant: RoleGrant): boolean {
  switch (scope) {
    case 'any':
      return true;
    case 'self':
    case 'organization':
      return grant.organizationId !== undefined;
    case 'group':
      return grant.organizationId !== undefined && (grant.listingIds?.length ?? 0) > 0;
    case 'assigned':
      return isForAll(grant) || (grant.regions?.length ?? 0) > 0 || (grant.organizationIds?.length ?? 0) > 0;
  }
}

/** A moderator whose grant names nothing is for everything; one that names an empty list is for nothing. */
export function isForAll(grant: RoleGrant): boolean {
  return grant.regions === undefined && grant.organizationIds === undefined;
}

function isAbout(actor: Actor, { personId }: Relation): boolean {
  return actor.kind === 'person' && personId !== undefined && personId === actor.id;
}

function isItself({ organizationId }: RoleGrant, { organizationPath }: Relation): boolean {
  return organizationId !== undefined && organizationPath?.at(-1) === organizationId;
}

function isWithin({ organizationId }: RoleGrant, { organizationPath }: Relation): boolean {
  return organizationId !== undefined && organizationPath?.includes(organizationId) === true;
}

function isNamed({ listingIds }: RoleGrant, { listingId }: Relation): boolean {
  return listingId !== undefined && listingIds !== undefined && (listingIds as string[]).includes(listingId);
}

function isAssigned(grant: RoleGrant, { region, organizationPath }: Relation): boolean {
  if (isForAll(grant)) return true;
  for (const one of grant.regions ?? []) {
    if (region !== undefined && (region === one || region.startsWith(`${one}-`))) return true;
  }
  for (const one of grant.organizationIds ?? []) {
    if (organizationPath?.includes(one)) return true;
  }
  return false;
}
