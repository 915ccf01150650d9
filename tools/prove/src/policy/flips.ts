import {
  organizationRoles,
  organizationStates,
  platformRoles,
  type Cell,
  type Role,
  type Row,
  type Scope,
} from '@opencircle/auth';

/** A row with one thing changed, and what that is. */
export type Flip = { readonly what: string; readonly row: Row };

const roles: readonly Role[] = ['anonymous', 'person', 'service', ...platformRoles, ...organizationRoles];
const scopes: readonly Scope[] = ['any', 'self', 'organization', 'group', 'assigned'];

/** Every single change of a row: of each cell's scope, from and to nothing, of its states and fields, and of the rest. */
export function flipsOf(row: Row): Flip[] {
  return [...roles.flatMap((role) => cellFlips(row, role)), ...rowFlips(row)];
}

/** The same row in other words: no flip. */
export function restated(row: Row): Row {
  const cells = Object.entries(row.allow).reverse();
  const allow = cells.map(([role, cell]) => {
    const { scope, states, organizationStates: standings, fields } = wholeCell(cell);
    const more = {
      ...(states && { states: states.toReversed() }),
      ...(standings && { organizationStates: standings.toReversed() }),
      ...(fields && { fields: fields.toReversed() }),
    };
    return [role, { scope, ...more }] as const;
  });
  return { ...row, allow: Object.fromEntries(allow) };
}

function cellFlips(row: Row, role: Role): Flip[] {
  const given = row.allow[role];
  const withCell = (what: string, cell: Cell | undefined): Flip => ({
    what: `${role}: ${what}`,
    row: { ...row, allow: { ...without(row.allow, role), ...(cell === undefined ? {} : { [role]: cell }) } },
  });
  if (given === undefined) {
    // What a new cell would open is all that its row has to give.
    const whole = row.fields === undefined ? {} : { fields: row.fields };
    return scopes.map((scope) => withCell(`denied → ${scope}`, { scope, ...whole }));
  }
  const cell = wholeCell(given);
  const { states, ...stateless } = cell;
  const { organizationStates: standings, ...unstanding } = cell;
  return [
    withCell(`${cell.scope} → denied`, undefined),
    ...scopes
      .filter((scope) => scope !== cell.scope)
      .map((scope) => withCell(`${cell.scope} → ${scope}`, { ...cell, scope })),
    ...(states === undefined ? [] : [withCell('in any state', stateless)]),
    ...(row.states ?? ['nowhere']).map((state) =>
      withCell(`state ${state}`, { ...cell, states: toggled(states ?? row.states ?? [], state) }),
    ),
    ...(standings === undefined ? [] : [withCell('whatever its organization is', unstanding)]),
    ...organizationStates.map((state) =>
      withCell(`organization ${state}`, {
        ...cell,
        organizationStates: toggled(standings ?? organizationStates, state),
      }),
    ),
    ...(row.fields ?? []).map((field) =>
      withCell(`field ${field}`, { ...cell, fields: toggled(cell.fields ?? [], field) }),
    ),
  ];
}

function rowFlips(row: Row): Flip[] {
  const { existence: _existence, ...unhidden } = row;
  const { perField, ...whole } = row;
  return [
    row.existence === undefined
      ? { what: 'existence hidden', row: { ...row, existence: 'contacts.read' } }
      : { what: 'existence told', row: unhidden },
    { what: 'audience', row: { ...row, audience: 'elsewhere' } },
    ...(row.services === undefined
      ? []
      : [
          { what: 'another service too', row: { ...row, services: [...row.services, 'another'] } },
          { what: 'another service instead', row: { ...row, services: ['another'] } },
        ]),
    ...(row.fields === undefined
      ? []
      : [{ what: 'asked per field or not', row: perField === true ? whole : { ...whole, perField: true as const } }]),
  ];
}

function wholeCell(cell: Scope | Cell): Cell {
  return typeof cell === 'string' ? { scope: cell } : cell;
}

function toggled(names: readonly string[], name: string): readonly string[] {
  return names.includes(name) ? names.filter((one) => one !== name) : [...names, name];
}

function without(allow: Row['allow'], role: Role): Row['allow'] {
  return Object.fromEntries(Object.entries(allow).filter(([one]) => one !== role));
}
