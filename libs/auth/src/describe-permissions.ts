import { cellOf, DEFAULT_AUDIENCE, type Cell, type Role, type Row, type Scope } from './policy-row.js';

const titles: readonly (readonly [Role, string])[] = [
  ['anonymous', 'everybody'],
  ['person', 'signed in'],
  ['service', 'service'],
  ['facilitator', 'facilitator'],
  ['manager', 'manager'],
  ['owner', 'owner'],
  ['moderator', 'moderator'],
  ['lead-moderator', 'lead moderator'],
  ['ops', 'ops'],
  ['admin', 'admin'],
];

const words: Readonly<Record<Scope, string>> = {
  any: 'yes',
  self: 'own',
  organization: 'organization',
  group: 'groups',
  assigned: 'assigned',
};

const INTRODUCTION = `# Who may do what

Made from the policy table in \`libs/auth/src/policy-table.ts\` by \`npm run permissions\`; edit the table, not this page.
An empty cell is a denial, and so is what is not listed here.

- **yes**: any object. **own**: for people what is about themselves, for an organization's role the very organization it
  was granted in. **organization**: what belongs to that organization or to one below it in the tree, never beside or
  above. **groups**: the groups that the grant names, while they belong there. **assigned**: what lies in the regions or
  organizations that a moderator's grant names, or everything when it names none.
- _when_: only while the object is in one of these states. _while its organization is_: that of the organization
  that it belongs to; those above do not count. _with_: what not everybody who may do this may do it with: a
  field that is shown, a role that is given.
- "everybody" needs no token, and "signed in" no role; each column stands for itself, and a person has all that any of
  their roles has.
- _known by_: who may do that action is told that the object is there. To everybody else an object that does not exist
  and one that is not theirs answer alike.
`;

/** The policy table as a page for people (Markdown). */
export function describePermissions(table: Readonly<Record<string, Row>>): string {
  const areas = Map.groupBy(Object.entries(table), ([action]) => action.slice(0, action.indexOf('.')));
  const sections = [...areas].map(([area, rows]) => `## ${area}\n\n${tableOf(rows)}\n`);
  return [INTRODUCTION, ...sections].join('\n');
}

/** Columns that are empty in the whole section are left out. */
function tableOf(rows: readonly (readonly [string, Row])[]): string {
  const columns = titles.filter(([role]) => rows.some(([, { allow }]) => allow[role] !== undefined));
  const hasNotes = rows.some(([, row]) => noteOf(row) !== '');
  const lines = [
    ['action', ...columns.map(([, title]) => title), ...(hasNotes ? ['note'] : [])],
    ...rows.map(([action, row]) => [
      `\`${action}\``,
      ...columns.map(([role]) => wordsOf(row.allow[role])),
      ...(hasNotes ? [noteOf(row)] : []),
    ]),
  ];
  return markdown(lines);
}

function wordsOf(cell: Scope | Cell | undefined): string {
  if (cell === undefined) return '';
  const { scope, states, organizationStates, fields } = cellOf(cell);
  const when = states === undefined ? '' : `, when ${states.join(', ')}`;
  const under = organizationStates === undefined ? '' : `, while its organization is ${organizationStates.join(', ')}`;
  const also = fields === undefined || fields.length === 0 ? '' : `, with ${fields.join(', ')}`;
  return `${words[scope]}${when}${under}${also}`;
}

function noteOf({ audience, existence, services }: Row): string {
  const notes = [
    ...(services === undefined ? [] : [`service ${services.map((name) => `\`${name}\``).join(', ')}`]),
    ...(audience === undefined || audience === DEFAULT_AUDIENCE ? [] : [`audience \`${audience}\``]),
    ...(existence === undefined ? [] : [`known by \`${existence}\``]),
  ];
  return notes.join('; ');
}

/** Padded as Prettier pads it. */
function markdown([head = [], ...rows]: readonly string[][]): string {
  const widths = head.map((title, column) => Math.max(3, title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
