import { newId, type ListingId, type OrganizationId, type PersonId } from '@opencircle/contracts';
import { anonymous, type Actor, type RoleGrant } from './actor.js';
import { Forbidden } from './errors.js';
import { policyTable, type Action } from './policy-table.js';
import { Policy, policy } from './policy.js';

const [ours, theirs] = [newId<OrganizationId>(), newId<OrganizationId>()];
const [group, otherGroup] = [newId<ListingId>(), newId<ListingId>()];

function person(...roles: RoleGrant[]): Actor {
  return { kind: 'person', id: newId<PersonId>(), roles };
}

const actors = {
  anonymous,
  person: person(),
  service: { kind: 'service', name: 'notifications' },
  admin: person({ role: 'admin' }),
  moderator: person({ role: 'moderator' }),
  lead: person({ role: 'lead-moderator' }),
  ops: person({ role: 'ops' }),
  owner: person({ role: 'owner', organizationId: ours }),
  manager: person({ role: 'manager', organizationId: ours }),
  facilitator: person({ role: 'facilitator', organizationId: ours, listingIds: [group] }),
} satisfies Record<string, Actor>;

type Name = keyof typeof actors;

const everybody = Object.keys(actors) as Name[];
const moderators: Name[] = ['moderator', 'lead'];
const staff: Name[] = ['owner', 'manager'];

/** Written a second time, as people say it: who may, to something of `ours`. A flipped cell fails here. */
const expected: Record<Action, Name[]> = {
  'health.read': everybody,
  'metrics.read': everybody,
  'openapi.read': everybody,
  'ops.status': ['admin', 'ops'],
  'parked.list': ['admin', 'ops'],
  'parked.read': ['admin', 'ops'],
  'parked.replay': ['admin', 'ops'],
  'parked.discard': ['admin', 'ops'],
  'session.create': everybody,
  'session.refresh': everybody,
  'session.revoke': everybody,
  'service-token.create': everybody,
  'jwks.read': everybody,
  'me.read': everybody.filter((name) => name !== 'anonymous' && name !== 'service'),
  'person.create': ['admin'],
  'person.list': ['admin'],
  'person.disable': ['admin'],
  'person.enable': ['admin'],
  'platform-role.grant': ['admin'],
  'platform-role.revoke': ['admin'],
  'organization.create': ['admin'],
  'organization.list': ['admin', 'ops', ...moderators, ...staff, 'facilitator'],
  'organization.read': ['admin', 'ops', ...moderators, ...staff, 'facilitator'],
  'staff.grant': ['admin', 'owner'],
  'staff.revoke': ['admin', 'owner'],
  'staff.list': ['admin', ...staff],
  'visit.book': everybody,
  'visit.list': [...staff, 'facilitator'],
  'contacts.read': ['service'],
  'import.create': staff,
  'import.read': staff,
  'import.list': staff,
  'import.run': staff,
  'listing.create': staff,
  'listing.submit': staff,
  'listing.edit': staff,
  'listing.list': ['admin', ...moderators, ...staff, 'facilitator'],
  'listing.read': ['admin', ...moderators, ...staff, 'facilitator'],
  'report.create': everybody,
  'case.list': moderators,
  'case.read': moderators,
  'case.claim': moderators,
  'case.decide': moderators,
  'search.run': everybody,
  'place.search': everybody,
  'group.read': everybody,
  'delivery.list': ['admin', 'ops'],
  'gateway.sign-in': everybody,
  'gateway.sign-out': everybody,
  'gateway.session': everybody,
  'gateway.proxy': everybody,
  'gateway.page': everybody,
};

const cells = (Object.keys(policyTable) as Action[]).flatMap((action) =>
  everybody.map((name) => [action, name, expected[action].includes(name)] as const),
);

/** Cells of `table` in which what it says of our organization's group differs from `expected`. */
function differences(table: Policy<Action>): string[] {
  const relation = { organizationId: ours, listingId: group };
  return cells
    .filter(([action, name, may]) => table.allows(actors[name], action, relation) !== may)
    .map(([action, name]) => `${action} ${name}`);
}

test.each(cells)('%s, %s: %s', (action, name, may) => {
  expect(policy.allows(actors[name], action, { organizationId: ours, listingId: group })).toBe(may);
  expect(policy.couldAllow(actors[name], action)).toBe(may);
});

test('a flipped cell is found (negative control)', () => {
  const flipped = { ...policyTable, 'case.decide': { allow: { ...policyTable['case.decide'].allow, manager: 'any' } } };
  expect(differences(policy)).toEqual([]);
  expect(differences(new Policy<Action>(flipped as never))).toEqual(['case.decide manager']);
});

test.each(staff)('%s of one organization may do nothing in another, nor where none is told', (name) => {
  const scoped = (Object.keys(policyTable) as Action[]).filter(
    (action) => !policy.allows(anonymous, action) && action !== 'me.read',
  );
  for (const action of scoped) {
    expect(policy.allows(actors[name], action, { organizationId: theirs, listingId: group })).toBe(false);
    expect(policy.allows(actors[name], action)).toBe(false);
  }
});

test('a facilitator sees the visits of the named groups only, and not after the group has moved away', () => {
  const may = (relation: object) => policy.allows(actors.facilitator, 'visit.list', relation);
  expect(may({ listingId: group })).toBe(true);
  expect(may({ organizationId: ours, listingId: otherGroup })).toBe(false);
  expect(may({ organizationId: ours })).toBe(false);
  expect(may({ organizationId: theirs, listingId: group })).toBe(false);
});

test('a grant without its organization is worth nothing', () => {
  expect(policy.allows(person({ role: 'owner' }), 'import.create', {})).toBe(false);
  expect(policy.couldAllow(person({ role: 'owner' }), 'import.create')).toBe(false);
});

test('a list is narrowed to what the grants reach', () => {
  expect(policy.scope(actors.moderator, 'listing.list')).toEqual({ all: true });
  expect(policy.scope(actors.manager, 'listing.list')).toEqual({ all: false, organizationIds: [ours], listingIds: [] });
  expect(policy.scope(actors.facilitator, 'listing.list')).toEqual({
    all: false,
    organizationIds: [],
    listingIds: [group],
  });
  expect(policy.scope(anonymous, 'listing.list')).toEqual({ all: false, organizationIds: [], listingIds: [] });
});

test('demand throws Forbidden, which names the action and nobody', () => {
  expect(() => policy.demand(actors.manager, 'import.run', { organizationId: theirs })).toThrow(Forbidden);
  expect(() => policy.demand(actors.manager, 'import.run', { organizationId: ours })).not.toThrow();
});
