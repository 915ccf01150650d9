import {
  policyTable,
  type Action,
  type Cell as PolicyCell,
  type Policy,
  type Role,
  type Row,
  type Scope,
} from '@opencircle/auth';
import { actionOf, expectedOf, maySee, type Cell } from './cells.js';

/**
 * What of the policy table these cells leave out: each action without a route, and each role, in each state and with each
 * field that its cell names, whom no request saw allowed, or never saw denied where the table denies, or held up by
 * nothing but how its organization stands. The gateway's rows are looked at by themselves.
 */
export function leftOut(cells: readonly Cell[], policy: Policy<Action>): string[] {
  const byAction = Map.groupBy(cells, actionOf);
  return Object.entries<Row>(policyTable).flatMap(([action, row]) => {
    if (action.startsWith('gateway.')) return [];
    const asked = byAction.get(action as Action);
    return asked === undefined ? [`${action}: no route is asked`] : unseenIn(action, row, asked, policy);
  });
}

function unseenIn(action: string, row: Row, asked: readonly Cell[], policy: Policy<Action>): string[] {
  const isAllowed = (cell: Cell) => expectedOf(cell, policy) === 'allowed' && isShown(cell, policy);
  const unseen: string[] = [];
  const roles = Object.entries(row.allow) as [Role, Scope | PolicyCell][];
  for (const [role, given] of roles) {
    const { scope, states = [undefined], organizationStates, fields = [] } = wholeCell(given);
    const whos = asked.filter(({ actor }) => isOfRole(actor, role));
    for (const state of states) {
      for (const field of row.perField === true ? fields : [undefined, ...fields]) {
        const isSeen = whos.some((cell) => isAllowed(cell) && isIn(cell, state) && isWith(cell, field));
        if (!isSeen) unseen.push(`${action}: ${[role, state, field].filter(Boolean).join(', ')} never allowed`);
      }
    }
    const isHeld = (cell: Cell) => isHeldUp(cell, organizationStates ?? [], policy);
    if (organizationStates !== undefined && !whos.some(isHeld)) unseen.push(`${action}: ${role} never held up`);
    const isBounded = scope !== 'any' && role !== 'person';
    if (isBounded && whos.every(isAllowed)) unseen.push(`${action}: ${role} never denied`);
  }
  const isOpen = roles.some(([role, given]) => role === 'anonymous' && wholeCell(given).states === undefined);
  if (!isOpen && asked.every(isAllowed)) unseen.push(`${action}: nobody denied`);
  return unseen;
}

/** A list is answered to many, and shows each what is in their reach. */
function isShown(cell: Cell, policy: Policy<Action>): boolean {
  return cell.target.shows?.of === undefined || maySee(cell, policy);
}

function isOfRole(actor: Cell['actor'], role: Role): boolean {
  if (role === 'anonymous') return true;
  if (actor.kind !== 'person') return actor.kind === role;
  return role === 'person' || actor.roles.some((grant) => grant.role === role);
}

function isIn({ actor, target }: Cell, state: string | undefined): boolean {
  return state === undefined || target.relation?.(actor).state === state;
}

/** Denied for how its organization stands and for nothing else: it would be allowed if that stood as the table asks. */
function isHeldUp(cell: Cell, states: readonly string[], policy: Policy<Action>): boolean {
  const relation = cell.target.relation?.(cell.actor);
  const standing = relation?.organizationState;
  if (standing === undefined || states.includes(standing)) return false;
  const lifted = { ...cell.target, relation: () => ({ ...relation, organizationState: states[0] }) };
  return expectedOf(cell, policy) !== 'allowed' && expectedOf({ ...cell, target: lifted }, policy) === 'allowed';
}

function isWith({ target }: Cell, field: string | undefined): boolean {
  return field === undefined || target.field === field || target.shows?.field === field;
}

function wholeCell(cell: Scope | PolicyCell): PolicyCell {
  return typeof cell === 'string' ? { scope: cell } : cell;
}
