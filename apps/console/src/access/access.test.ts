import type { Role } from '../api/types.js';
import { canAccess, ownOrganizations } from './access.js';

const staff = { organizationId: 'o1', listingIds: ['l1'] };
const grants = (...roles: Role[]) => roles.map((role) => ({ role, ...staff }));

it.each<[Role[], string, string, boolean]>([
  [['moderator'], 'cases', 'list', true],
  [['manager'], 'cases', 'list', false],
  [['facilitator', 'ops'], 'ops', 'list', true],
  [['ops'], 'parked', 'discard', true],
  [['lead-moderator'], 'audit', 'list', true],
  [['moderator'], 'audit', 'list', false],
  [['manager', 'moderator'], 'parked', 'list', false],
  [['facilitator'], 'visits', 'list', true],
  [['admin', 'ops', 'moderator'], 'visits', 'list', false],
  [[], 'listings', 'list', false],
  [[], 'security', 'list', true],
  [['admin'], 'people', 'disable', true],
  [['ops', 'lead-moderator', 'owner'], 'people', 'list', false],
  [['manager'], 'team', 'list', true],
  [['facilitator', 'moderator'], 'team', 'list', false],
  [['manager'], 'team', 'provider', true],
  [['manager'], 'team', 'configure', false],
  [['owner'], 'team', 'configure', true],
  [['admin'], 'cases', 'delete', false],
  [['admin'], 'secrets', 'list', false],
])('%j may %s %s: %s', (roles, resource, action, allowed) => {
  expect(canAccess(grants(...roles), resource, action)).toBe(allowed);
});

it('asks the table about one record when it is told how that stands to the person', () => {
  const may = (organizationPath: string[]) => canAccess(grants('manager'), 'imports', 'show', { organizationPath });
  expect([may(['o1']), may(['o1', 'o2']), may(['o2']), may(['o2', 'o3'])]).toEqual([true, true, false, false]);
});

it('asks the table about each role of a team', () => {
  const may = (as: 'owner' | 'manager', what: 'grant' | 'revoke', role: string) =>
    canAccess(grants(as), 'team', what, { organizationPath: ['o1'], state: 'verified' }, `role:${role}`);
  expect([may('owner', 'grant', 'owner'), may('owner', 'grant', 'manager')]).toEqual([false, true]);
  expect([may('manager', 'grant', 'facilitator'), may('manager', 'revoke', 'facilitator')]).toEqual([false, true]);
});

it('offers a manager of no organization, and a moderator of no region, nothing', () => {
  expect(canAccess([{ role: 'manager' }], 'imports', 'create')).toBe(false);
  expect(canAccess([{ role: 'moderator', regions: [] }], 'cases', 'list')).toBe(false);
  expect(canAccess([{ role: 'moderator', regions: ['IE'] }], 'cases', 'list')).toBe(true);
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
