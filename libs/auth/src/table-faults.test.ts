import type { Row } from './policy-row.js';
import { policyTable } from './policy-table.js';
import { tableFaults } from './table-faults.js';

test('the table has no fault', () => {
  expect(tableFaults(policyTable)).toEqual([]);
});

test.each<[string, unknown, string]>([
  ['an unknown role', { allow: { king: 'any' } }, 'no role king'],
  ['a name that every object has', { allow: { constructor: 'any' } }, 'no role constructor'],
  ['an unknown scope', { allow: { admin: 'all' } }, 'admin: no scope all'],
  ['a scope that a grant cannot fill', { allow: { ops: 'organization' } }, 'ops: cannot have the scope organization'],
  ['staff that reach everything', { allow: { owner: 'any' } }, 'owner: cannot have the scope any'],
  ['no cell', { allow: {} }, 'no cell: nobody may do this'],
  [
    'cells behind an open door',
    { allow: { anonymous: 'any', admin: 'any' } },
    'open to everybody, and yet it has other cells',
  ],
  ['an undeclared state', { states: ['a'], allow: { admin: { scope: 'any', states: ['b'] } } }, 'admin: no state b'],
  ['no state', { states: ['a'], allow: { admin: { scope: 'any', states: [] } } }, 'admin: a cell for no state'],
  [
    'an unknown state of an organization',
    { allow: { owner: { scope: 'organization', organizationStates: ['asleep'] } } },
    "owner: no organization's state asleep",
  ],
  [
    'no state of an organization',
    { allow: { owner: { scope: 'organization', organizationStates: [] } } },
    'owner: a cell for no state',
  ],
  ['an undeclared field', { allow: { admin: { scope: 'any', fields: ['b'] } } }, 'admin: no field b'],
  ['no field', { fields: ['a'], perField: true, allow: { admin: 'any' } }, 'admin: a cell for no field'],
  [
    'a cell for whatever service',
    { allow: { service: 'any' } },
    'a cell for services without their names, or names without a cell',
  ],
  [
    'names of services without a cell',
    { services: ['a'], allow: { admin: 'any' } },
    'a cell for services without their names, or names without a cell',
  ],
  ['no service', { services: [], allow: { service: 'any' } }, 'a cell for no service'],
  ['an existence that no row decides', { existence: 'x.y', allow: { admin: 'any' } }, 'no action x.y'],
])('%s is a fault', (_, row, why) => {
  expect(tableFaults({ ...policyTable, 'thing.do': row as Row })).toEqual([`thing.do: ${why}`]);
});

test('a list that states would narrow is a fault', () => {
  const row = { states: ['a'], allow: { admin: 'any' } } as const;
  expect(tableFaults({ 'thing.list': row })).toHaveLength(1);
  expect(tableFaults({ 'thing.list': { allow: { owner: 'self' } } })).toHaveLength(1);
  const active = { scope: 'organization', organizationStates: ['verified'] } as const;
  expect(tableFaults({ 'thing.list': { allow: { owner: active } } })).toHaveLength(1);
});
