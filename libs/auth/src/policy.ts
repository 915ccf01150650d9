import type { ListingId, OrganizationId } from '@opencircle/contracts';
import type { Actor, RoleGrant } from './actor.js';
import { Forbidden } from './errors.js';
import { policyTable, type Action, type Row, type Role, type Scope } from './policy-table.js';

/** What the action is about. A relation that is not told is not there: only `any` cells hold without one. */
export type Relation = { readonly organizationId?: string | undefined; readonly listingId?: string | undefined };

/** What a list may show: everything, or rows of these organizations and these single groups. */
export type Visible =
  | { readonly all: true }
  | { readonly all: false; readonly organizationIds: OrganizationId[]; readonly listingIds: ListingId[] };

/** Judges by a table. Services use the `policy` below; tests may give another table. */
export class Policy<A extends string> {
  constructor(private readonly table: Readonly<Record<A, Row>>) {}

  knows(action: string): action is A {
    return Object.hasOwn(this.table, action);
  }

  row(action: A): Row {
    return this.table[action];
  }

  /** May this actor do this, to what the relation names? */
  allows(actor: Actor, action: A, relation: Relation = {}): boolean {
    return (
      this.standing(actor).some((role) => this.cell(action, role) === 'any') ||
      grantsOf(actor).some((grant) => covers(this.cell(action, grant.role), grant, relation))
    );
  }

  /** Throws Forbidden unless `allows`. */
  demand(actor: Actor, action: A, relation?: Relation): void {
    if (!this.allows(actor, action, relation)) throw new Forbidden(action);
  }

  /** Is there anything that this actor could do this to? What the guard asks before the row is known. */
  couldAllow(actor: Actor, action: A): boolean {
    const visible = this.scope(actor, action);
    return visible.all || visible.organizationIds.length > 0 || visible.listingIds.length > 0;
  }

  /** The rows that this actor may do this to, for the `where` of a list. */
  scope(actor: Actor, action: A): Visible {
    if (this.allows(actor, action)) return { all: true };
    const grants = grantsOf(actor);
    const inScope = (scope: Scope) => grants.filter((grant) => this.cell(action, grant.role) === scope);
    return {
      all: false,
      organizationIds: unique(inScope('organization').flatMap((grant) => grant.organizationId ?? [])),
      listingIds: unique(inScope('group').flatMap((grant) => grant.listingIds ?? [])),
    };
  }

  private cell(action: A, role: Role): Scope | undefined {
    return this.table[action].allow[role];
  }

  /** The roles that an actor has without a grant. */
  private standing(actor: Actor): Role[] {
    switch (actor.kind) {
      case 'anonymous':
        return ['anonymous'];
      case 'person':
        return ['anonymous', 'person'];
      case 'service':
        return ['anonymous', 'service'];
    }
  }
}

function grantsOf(actor: Actor): readonly RoleGrant[] {
  return actor.kind === 'person' ? actor.roles : [];
}

function covers(scope: Scope | undefined, grant: RoleGrant, relation: Relation): boolean {
  switch (scope) {
    case undefined:
      return false;
    case 'any':
      return true;
    case 'organization':
      return grant.organizationId !== undefined && grant.organizationId === relation.organizationId;
    case 'group':
      return (grant.listingIds ?? []).some((id) => id === relation.listingId) && !isOfAnother(grant, relation);
  }
}

/** A group that has moved to another organization does not take its old facilitators along. */
function isOfAnother(grant: RoleGrant, relation: Relation): boolean {
  return relation.organizationId !== undefined && relation.organizationId !== grant.organizationId;
}

function unique<T>(values: T[]): T[] {
  return [...new Set(values)];
}

export const policy = new Policy<Action>(policyTable);
