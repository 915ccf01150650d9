import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describePermissions } from '@opencircle/auth/describe-permissions';
import { policyTable } from '@opencircle/auth/policy-table';

const page = readFileSync(resolve(import.meta.dirname, '../../../docs/permissions.md'), 'utf8');

test('the page says what the table says', () => {
  expect(describePermissions(policyTable)).toBe(page);
});

test.each([
  ['a cell more', { ...policyTable, 'case.read': { existence: 'case.read', allow: { admin: 'any' } } }],
  [
    'a state less',
    { ...policyTable, 'organization.verify': { existence: 'organization.read', allow: { admin: 'any' } } },
  ],
  ['a row less', Object.fromEntries(Object.entries(policyTable).slice(1))],
] as const)('%s makes another page (negative control)', (_, table) => {
  expect(describePermissions(table)).not.toBe(page);
});
