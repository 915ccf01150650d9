import { organizationRoles, platformRoles } from './actor.js';
import { cellOf, organizationStates, scopes, type Cell, type Role, type Row, type Scope } from './policy-row.js';

/** Which scopes mean something for a role: a grant of it carries what the scope asks for, and reaches no further. */
const fitting: Readonly<Record<Role, readonly Scope[]>> = {
  anonymous: ['any'],
  person: ['any', 'self'],
  service: ['any'],
  ...byRole(platformRoles, ['any']),
  ...byRole(organizationRoles, ['organization', 'self']),
  moderator: ['any', 'assigned'],
  'lead-moderator': ['any', 'assigned'],
  facilitator: ['organization', 'self', 'group'],
};

/** What is wrong with a table, one line each, whatever its type says of it: it may come from a wrong cast. */
export function tableFaults(table: Readonly<Record<string, Row>>): string[] {
  return Object.entries(table).flatMap(([action, row]) =>
    rowFaults(action, row, table).map((why) => `${action}: ${why}`),
  );
}

function rowFaults(action: string, row: Row, table: Readonly<Record<string, Row>>): string[] {
  const cells = Object.entries(row.allow).map(([role, cell]) => [role, cellOf(cell)] as const);
  const faults = cells.flatMap(([role, cell]) => cellFaults(role, cell, row));
  if (cells.length === 0) faults.push('no cell: nobody may do this');
  if (row.existence !== undefined && !Object.hasOwn(table, row.existence)) faults.push(`no action ${row.existence}`);
  if ((row.allow.service === undefined) !== (row.services === undefined)) {
    faults.push('a cell for services without their names, or names without a cell');
  }
  if (row.services?.length === 0) faults.push('a cell for no service');
  const open = cells.find(([, cell]) => cell.scope === 'any' && cell.states === undefined && row.fields === undefined);
  if (cells.length > 1 && open?.[0] === 'anonymous') faults.push('open to everybody, and yet it has other cells');
  if (isList(action) && (row.states !== undefined || cells.some(([role, cell]) => isNarrowed(role, cell)))) {
    faults.push('a list cannot be narrowed to states or to an organization without those below it');
  }
  return faults;
}

function cellFaults(role: string, cell: Cell, row: Row): string[] {
  if (!Object.hasOwn(fitting, role)) return [`no role ${role}`];
  if (!(scopes as readonly string[]).includes(cell.scope)) return [`${role}: no scope ${cell.scope}`];
  const unfit = fitting[role as Role].includes(cell.scope) ? [] : [`${role}: cannot have the scope ${cell.scope}`];
  return [
    ...unfit,
    ...strangers(cell.states, row.states).map((state) => `${role}: no state ${state}`),
    ...strangers(cell.organizationStates, organizationStates).map(
      (state) => `${role}: no organization's state ${state}`,
    ),
    ...strangers(cell.fields, row.fields).map((field) => `${role}: no field ${field}`),
    ...(cell.states?.length === 0 || cell.organizationStates?.length === 0 ? [`${role}: a cell for no state`] : []),
    ...(row.perField === true && (cell.fields?.length ?? 0) === 0 ? [`${role}: a cell for no field`] : []),
  ];
}

function strangers(named: readonly string[] = [], known: readonly string[] = []): string[] {
  return named.filter((name) => !known.includes(name));
}

function isList(action: string): boolean {
  return action.endsWith('.list') || action.endsWith('.search');
}

function isNarrowed(role: string, { scope, organizationStates: states }: Cell): boolean {
  return states !== undefined || (scope === 'self' && role !== 'person');
}

function byRole<R extends Role>(roles: readonly R[], fit: readonly Scope[]): Record<R, readonly Scope[]> {
  return Object.fromEntries(roles.map((role) => [role, fit])) as Record<R, readonly Scope[]>;
}
