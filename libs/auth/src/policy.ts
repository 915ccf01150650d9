import type { Actor, RoleGrant, Service } from './actor.js';
import { Forbidden } from './errors.js';
import { cellOf, organizationStates, type Row, type Scope } from './policy-row.js';
import { policyTable, type Action } from './policy-table.js';
import { canReach, covers, type Relation } from './relation.js';
import { visibleOf, type Visible } from './visible.js';

/** A cell as it is judged by. */
export type Rule = {
  readonly scope: Scope;
  readonly states: readonly string[] | undefined;
  readonly organizationStates: readonly string[] | undefined;
  readonly fields: readonly string[];
};
type Judged = { readonly row: Row; readonly rules: ReadonlyMap<string, Rule> };

const NO_RELATION: Relation = {};
const NO_FIELDS: readonly string[] = [];

/** Judges by a table. Services use the `policy` below; tests and proofs may give another table. */
export class Policy<A extends string> {
  private readonly judged: ReadonlyMap<string, Judged>;

  constructor(table: Readonly<Record<A, Row>>) {
    this.judged = new Map(Object.entries<Row>(table).map(([action, row]) => [action, judgedBy(row)]));
  }

  knows(action: string): action is A {
    return this.judged.has(action);
  }

  row(action: A): Row {
    const judged = this.judged.get(action);
    if (judged === undefined) throw new Error(`no row ${action} in the policy table`);
    return judged.row;
  }

  /**
   * May this actor do this to the object that stands in this relation, and, when a field is named, with that field?
   * What the relation does not tell does not hold. Called for every row of an answer, so it allocates nothing.
   */
  allows(actor: Actor, action: A, relation: Relation = NO_RELATION, field?: string): boolean {
    const judged = this.judged.get(action);
    if (judged === undefined || (field === undefined && judged.row.perField === true)) return false;
    const { rules } = judged;
    if (holds(rules.get('anonymous'), actor, undefined, relation, field)) return true;
    if (actor.kind === 'anonymous') return false;
    if (actor.kind === 'service') {
      return isNamed(judged.row, actor) && holds(rules.get('service'), actor, undefined, relation, field);
    }
    if (holds(rules.get('person'), actor, undefined, relation, field)) return true;
    for (const grant of actor.roles) {
      if (holds(rules.get(grant.role), actor, grant, relation, field)) return true;
    }
    return false;
  }

  /** Throws Forbidden unless `allows`. For objects whose existence is private ask service-defaults' demandFound. */
  demand(actor: Actor, action: A, relation?: Relation, field?: string): void {
    if (!this.allows(actor, action, relation, field)) throw this.refusal(actor, action, relation, field);
  }

  /**
   * Why not, for who may know of the object: who could, were the organization not suspended, is told that it is. The object
   * may be the organization itself.
   */
  refusal(actor: Actor, action: A, relation: Relation = NO_RELATION, field?: string): Forbidden {
    const isItself = this.row(action).states === organizationStates;
    const lifted = { ...relation, organizationState: 'verified', ...(isItself && { state: 'verified' }) };
    const isSuspended = relation.organizationState === 'suspended' && this.allows(actor, action, lifted, field);
    return new Forbidden(action, isSuspended ? 'organization-suspended' : 'forbidden');
  }

  /** May the actor know that the object is there? If not, it is answered for like one that is not. */
  tells(actor: Actor, action: A, relation: Relation): boolean {
    const { existence } = this.row(action);
    return existence === undefined || this.allows(actor, existence as A, relation);
  }

  /** Is there anything that this actor could do this to? What the guard asks before the object is known. */
  couldAllow(actor: Actor, action: A): boolean {
    const judged = this.judged.get(action);
    if (judged === undefined) return false;
    const { rules } = judged;
    if (rules.has('anonymous')) return true;
    if (actor.kind === 'anonymous') return false;
    if (actor.kind === 'service') return rules.has('service') && isNamed(judged.row, actor);
    if (rules.has('person')) return true;
    for (const grant of actor.roles) {
      const rule = rules.get(grant.role);
      if (rule !== undefined && canReach(rule.scope, grant)) return true;
    }
    return false;
  }

  /** The objects that this actor may do this to, for the `where` of a list. States narrow it further; no list has any. */
  scope(actor: Actor, action: A): Visible {
    const judged = this.judged.get(action);
    const isReached = judged !== undefined && (actor.kind !== 'service' || isNamed(judged.row, actor));
    return visibleOf(actor, isReached ? judged.rules : new Map());
  }
}

function isNamed({ services = [] }: Row, { name }: Service): boolean {
  return services.includes(name);
}

function judgedBy(row: Row): Judged {
  const rules = new Map<string, Rule>();
  for (const [role, cell] of Object.entries(row.allow)) {
    const { scope, states, organizationStates, fields } = cellOf(cell);
    rules.set(role, { scope, states, organizationStates, fields: fields ?? NO_FIELDS });
  }
  return { row, rules };
}

function holds(
  rule: Rule | undefined,
  actor: Actor,
  grant: RoleGrant | undefined,
  relation: Relation,
  field: string | undefined,
): boolean {
  if (rule === undefined) return false;
  if (isOutside(rule.states, relation.state)) return false;
  if (isOutside(rule.organizationStates, relation.organizationState)) return false;
  if (field !== undefined && !rule.fields.includes(field)) return false;
  return covers(rule.scope, actor, grant, relation);
}

function isOutside(states: readonly string[] | undefined, state: string | undefined): boolean {
  return states !== undefined && (state === undefined || !states.includes(state));
}

export const policy = new Policy<Action>(policyTable);
