import type { ListingId, OrganizationId, PersonId } from '@opencircle/contracts';
import type { Actor, RoleGrant } from './actor.js';
import type { Rule } from './policy.js';
import { isForAll } from './relation.js';

/**
 * What a list may show: everything; or what belongs to these organizations and those below them, to these groups, to
 * these people, and what lies in these regions. `listingOrganizationIds[i]` is where `listingIds[i]` must belong to.
 */
export type Visible =
  | { readonly all: true }
  | {
      readonly all: false;
      readonly organizationIds: OrganizationId[];
      readonly listingIds: ListingId[];
      readonly listingOrganizationIds: OrganizationId[];
      readonly personIds: PersonId[];
      readonly regions: string[];
    };

/** All that the rules reach for this actor, by role. */
export function visibleOf(actor: Actor, rules: ReadonlyMap<string, Rule>): Visible {
  const grants = actor.kind === 'person' ? actor.roles : [];
  const ruleOf = (role: string): Rule['scope'] | undefined => rules.get(role)?.scope;
  const isAll =
    ruleOf('anonymous') === 'any' ||
    (actor.kind !== 'anonymous' && ruleOf(actor.kind) === 'any') ||
    grants.some((grant) => ruleOf(grant.role) === 'any' || (ruleOf(grant.role) === 'assigned' && isForAll(grant)));
  if (isAll) return { all: true };
  const inScope = (...scopes: Rule['scope'][]): RoleGrant[] =>
    grants.filter(({ role }) => scopes.some((scope) => scope === ruleOf(role)));
  const assigned = inScope('assigned');
  const groups = inScope('group').flatMap(({ organizationId, listingIds }) =>
    organizationId === undefined ? [] : (listingIds ?? []).map((listingId) => ({ organizationId, listingId })),
  );
  return {
    all: false,
    organizationIds: unique([
      ...inScope('organization', 'self').flatMap(({ organizationId }) => organizationId ?? []),
      ...assigned.flatMap(({ organizationIds }) => organizationIds ?? []),
    ]),
    listingIds: groups.map(({ listingId }) => listingId),
    listingOrganizationIds: groups.map(({ organizationId }) => organizationId),
    personIds: actor.kind === 'person' && ruleOf('person') === 'self' ? [actor.id] : [],
    regions: unique(assigned.flatMap(({ regions }) => regions ?? [])),
  };
}

function unique<T>(values: T[]): T[] {
  return [...new Set(values)];
}
