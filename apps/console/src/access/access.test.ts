import { policyTable, type Action } from '@opencircle/auth';
import type { Role } from '../api/types.js';
import { accessTable, canAccess, ownOrganizations } from './access.js';

/** Which row of the policy table decides about which part of the console. */
const rows: Record<string, Record<string, Action>> = {
  cases: { list: 'case.list', show: 'case.read', decide: 'case.decide' },
  listings: { list: 'listing.list', show: 'listing.read', submit: 'listing.submit' },
  imports: { list: 'import.list', show: 'import.read', create: 'import.create' },
  visits: { list: 'visit.list' },
  ops: { list: 'ops.status' },
};

it('shows to each role what the policy table allows it, no more and no less', () => {
  const fromPolicy = Object.entries(rows).map(([resource, actions]) => [
    resource,
    Object.fromEntries(
      Object.entries(actions).map(([name, action]) => [name, Object.keys(policyTable[action].allow).toSorted()]),
    ),
  ]);
  const shown = Object.entries(accessTable).map(([resource, actions]) => [
    resource,
    Object.fromEntries(Object.entries(actions).map(([name, roles]) => [name, roles.toSorted()])),
  ]);
  expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(fromPolicy));
});

const grants = (...roles: Role[]) => roles.map((role) => ({ role }));

it.each<[Role[], string, string, boolean]>([
  [['moderator'], 'cases', 'list', true],
  [['manager'], 'cases', 'list', false],
  [['facilitator', 'ops'], 'ops', 'list', true],
  [[], 'listings', 'list', false],
  [['admin'], 'cases', 'delete', false],
  [['admin'], 'secrets', 'list', false],
])('%j may %s %s: %s', (roles, resource, action, allowed) => {
  expect(canAccess(grants(...roles), resource, action)).toBe(allowed);
});

it('knows the organizations that a person acts for, each once', () => {
  const roles = [
    { role: 'manager' as const, organizationId: 'o1' },
    { role: 'owner' as const, organizationId: 'o1' },
    { role: 'facilitator' as const, organizationId: 'o2' },
    { role: 'moderator' as const },
  ];
  expect(ownOrganizations(roles)).toEqual(['o1']);
});
