import { newId, type ListingId, type OrganizationId, type PersonId } from '@opencircle/contracts';
import { anonymous, type Actor, type RoleGrant } from './actor.js';
import { Forbidden } from './errors.js';
import { policyTable, type Action } from './policy-table.js';
import type { Row } from './policy-row.js';
import { Policy, policy } from './policy.js';
import type { Relation } from './relation.js';

const [parent, ours, below, theirs] = [
  newId<OrganizationId>(),
  newId<OrganizationId>(),
  newId<OrganizationId>(),
  newId<OrganizationId>(),
];
const [group, otherGroup] = [newId<ListingId>(), newId<ListingId>()];

function person(...roles: RoleGrant[]): Actor {
  return { kind: 'person', id: newId<PersonId>(), roles };
}

const actors = {
  anonymous,
  person: person(),
  service: { kind: 'service', name: 'notifications' },
  'another service': { kind: 'service', name: 'reports' },
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
const people = everybody.filter((name) => actors[name].kind === 'person');
const readers: Name[] = ['admin', 'ops', ...moderators, ...staff, 'facilitator'];

/** Written a second time, as people say it: who may, to something of `ours` and about oneself. tools/prove has the rest. */
const expected: Record<Action, Name[]> = {
  'health.read': everybody,
  'metrics.read': everybody,
  'openapi.read': everybody,
  'ops.status': ['admin', 'ops'],
  'parked.list': ['admin', 'ops'],
  'parked.read': ['admin', 'ops'],
  'parked.replay': ['admin', 'ops'],
  'parked.discard': ['admin', 'ops'],
  'audit.search': ['admin', 'ops', 'lead'],
  'session.create': everybody,
  'session.refresh': everybody,
  'session.revoke': everybody,
  'service-token.create': everybody,
  'jwks.read': everybody,
  'session.challenge': everybody,
  'email-link.create': everybody,
  'email-link.redeem': everybody,
  'password-reset.create': everybody,
  'password-reset.redeem': everybody,
  'oidc.start': everybody,
  'oidc.finish': everybody,
  'me.read': people,
  'me.confirm': people,
  'me.sessions.revoke-all': people,
  'mail-link.issue': ['service'],
  'gateway.renew': everybody,
  'me.update': people,
  'me.password.change': people,
  'me.sessions.list': people,
  'me.sessions.revoke': people,
  'me.offers.list': people,
  'me.factors.read': people,
  'me.factors.enrol': people,
  'me.factors.remove': people,
  'person.create': ['admin'],
  'person.list': ['admin'],
  'person.read': ['admin'],
  'person.disable': ['admin'],
  'person.enable': ['admin'],
  'person.reset-factors': ['admin'],
  'platform-role.grant': ['admin'],
  'platform-role.revoke': ['admin'],
  'platform-invitation.create': ['admin'],
  'platform-invitation.list': ['admin'],
  'platform-invitation.revoke': ['admin'],
  'organization.create': ['admin'],
  'organization.list': readers,
  'organization.read': readers,
  'organization.rename': ['admin', 'owner'],
  'organization.move': ['admin'],
  'organization.verify': ['admin'],
  'organization.suspend': ['admin'],
  'identity-provider.read': ['admin', ...staff],
  'identity-provider.configure': ['admin', 'owner'],
  'staff.grant': ['admin', 'owner'],
  'staff.revoke': ['admin', ...staff],
  'staff.leave': people,
  'invitation.create': ['admin', ...staff],
  'invitation.list': ['admin', ...staff],
  'invitation.revoke': ['admin', ...staff],
  'invitation.read': everybody,
  'invitation.accept': everybody,
  'ownership.read': ['admin', 'owner'],
  'ownership.offer': ['owner'],
  'ownership.accept': people,
  'ownership.cancel': ['owner'],
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
  'case.publish': moderators,
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

/** May they, to something of ours that is about themselves, in some state and with some field? */
function mayAtBest(table: Policy<Action>, name: Name, action: Action): boolean {
  const row: Row = policyTable[action];
  const actor = actors[name];
  const personId = actor.kind === 'person' ? actor.id : undefined;
  const place = { organizationPath: [parent, ours], organizationState: 'verified' };
  const relation: Relation = { ...place, listingId: group, personId };
  return (row.states ?? [undefined]).some((state) =>
    [undefined, ...(row.fields ?? [])].some((field) => table.allows(actor, action, { ...relation, state }, field)),
  );
}

test.each(cells)('%s, %s: %s', (action, name, may) => {
  expect(mayAtBest(policy, name, action)).toBe(may);
  expect(policy.couldAllow(actors[name], action)).toBe(may);
});

test('a flipped cell is found (negative control)', () => {
  const flipped = { ...policyTable, 'case.decide': { allow: { ...policyTable['case.decide'].allow, admin: 'any' } } };
  const differences = (table: Policy<Action>) =>
    cells
      .filter(([action, name, may]) => mayAtBest(table, name, action) !== may)
      .map(([action, name]) => `${action} ${name}`);
  expect(differences(policy)).toEqual([]);
  expect(differences(new Policy<Action>(flipped as never))).toEqual(['case.decide admin']);
});

test.each(staff)('%s acts on what is below, and on nothing beside, above, or of nobody told', (name) => {
  const may = (relation: Relation) =>
    policy.allows(actors[name], 'import.run', { ...relation, organizationState: 'verified' });
  expect(may({ organizationPath: [parent, ours] })).toBe(true);
  expect(may({ organizationPath: [parent, ours, below] })).toBe(true);
  expect(may({ organizationPath: [parent, theirs] })).toBe(false);
  expect(may({ organizationPath: [parent] })).toBe(false);
  expect(may({ listingId: group })).toBe(false);
  expect(may({})).toBe(false);
});

test('an owner offers what they own, not what stands below it', () => {
  const may = (organizationPath: string[]) =>
    policy.allows(actors.owner, 'ownership.offer', { organizationPath, state: 'verified' });
  expect(may([parent, ours])).toBe(true);
  expect(may([parent, ours, below])).toBe(false);
  expect(may([])).toBe(false);
});

test('a facilitator sees the visits of the named groups only, and not after the group has moved away', () => {
  const may = (relation: Relation) => policy.allows(actors.facilitator, 'visit.list', relation);
  expect(may({ organizationPath: [parent, ours], listingId: group })).toBe(true);
  expect(may({ organizationPath: [parent, ours], listingId: otherGroup })).toBe(false);
  expect(may({ organizationPath: [ours] })).toBe(false);
  expect(may({ organizationPath: [theirs], listingId: group })).toBe(false);
  expect(may({ listingId: group })).toBe(false);
});

test('a moderator with regions or organizations is for those alone; one with an empty list is for nothing', () => {
  const scoped = person({ role: 'moderator', regions: ['US-CA', 'IE'], organizationIds: [ours] });
  const may = (relation: Relation, actor = scoped) => policy.allows(actor, 'case.decide', relation);
  expect(may({ region: 'US-CA' })).toBe(true);
  expect(may({ region: 'IE-D' })).toBe(true);
  expect(may({ region: 'US' })).toBe(false);
  expect(may({ region: 'IEX' })).toBe(false);
  expect(may({ organizationPath: [parent, ours, below] })).toBe(true);
  expect(may({ organizationPath: [parent], region: 'US-TX' })).toBe(false);
  expect(may({})).toBe(false);
  const nobody = person({ role: 'moderator', regions: [] });
  expect(may({ region: 'US-CA', organizationPath: [ours] }, nobody)).toBe(false);
  expect(policy.couldAllow(nobody, 'case.decide')).toBe(false);
  expect(policy.couldAllow(scoped, 'case.decide')).toBe(true);
});

test('what is one’s own is nobody else’s, an admin’s neither', () => {
  const other = newId<PersonId>();
  const relation = { personId: other, organizationState: 'verified' };
  for (const action of ['me.sessions.revoke', 'staff.leave', 'ownership.accept'] as const) {
    for (const name of everybody) expect(policy.allows(actors[name], action, relation)).toBe(false);
  }
});

test('which role is given decides too, and an action about a role needs to be told which', () => {
  const relation = { organizationPath: [ours], state: 'unverified' };
  const may = (name: Name, field?: string) => policy.allows(actors[name], 'staff.grant', relation, field);
  expect([may('owner', 'role:manager'), may('owner', 'role:owner'), may('owner')]).toEqual([true, false, false]);
  expect([may('admin', 'role:owner'), may('admin'), may('admin', 'role:king')]).toEqual([true, false, false]);
});

test('a suspended organization takes nobody in but by an admin, and lets its people go', () => {
  const relation = { organizationPath: [ours], state: 'suspended' };
  const may = (name: Name, action: Action) => policy.allows(actors[name], action, relation, 'role:facilitator');
  for (const action of ['staff.grant', 'invitation.create'] as const) {
    expect([may('owner', action), may('manager', action), may('admin', action)]).toEqual([false, false, true]);
  }
  expect(may('owner', 'staff.revoke')).toBe(true);
  const offers = ['ownership.read', 'ownership.offer', 'ownership.cancel'] as const;
  expect(offers.map((action) => policy.allows(actors.owner, action, relation))).toEqual([true, false, true]);
});

test('a cell for some states holds in no other, nor where none is told', () => {
  const may = (state?: string) => policy.allows(anonymous, 'report.create', { state, organizationState: 'verified' });
  expect([may('published'), may('paused'), may('draft'), may()]).toEqual([true, true, false, false]);
});

test('a grant without its organization is worth nothing', () => {
  expect(policy.allows(person({ role: 'owner' }), 'import.list', { organizationPath: [ours] })).toBe(false);
  expect(policy.couldAllow(person({ role: 'owner' }), 'import.list')).toBe(false);
});

test('an action that is not in the table is nobody’s', () => {
  for (const name of ['toString', '__proto__', 'case.delete'] as never[]) {
    expect(policy.knows(name)).toBe(false);
    expect(policy.allows(actors.admin, name)).toBe(false);
    expect(policy.couldAllow(actors.admin, name)).toBe(false);
    expect(policy.scope(actors.admin, name)).toMatchObject({ all: false, organizationIds: [] });
  }
});

test('a list is narrowed to what the grants reach', () => {
  const nothing = {
    all: false,
    organizationIds: [],
    listingIds: [],
    listingOrganizationIds: [],
    personIds: [],
    regions: [],
  };
  const scoped = person({ role: 'moderator', regions: ['IE'], organizationIds: [theirs] });
  expect(policy.scope(actors.moderator, 'case.list')).toEqual({ all: true });
  expect(policy.scope(scoped, 'case.list')).toEqual({ ...nothing, organizationIds: [theirs], regions: ['IE'] });
  expect(policy.scope(actors.manager, 'listing.list')).toEqual({ ...nothing, organizationIds: [ours] });
  const groups = { listingIds: [group], listingOrganizationIds: [ours] };
  expect(policy.scope(actors.facilitator, 'listing.list')).toEqual({ ...nothing, ...groups });
  expect(policy.scope(anonymous, 'listing.list')).toEqual(nothing);
  const { admin } = actors;
  expect(policy.scope(admin, 'me.sessions.list')).toEqual({ ...nothing, personIds: [(admin as { id: string }).id] });
});

test('demand throws Forbidden, which names the action and nobody', () => {
  expect(() => policy.demand(actors.manager, 'import.read', { organizationPath: [theirs] })).toThrow(Forbidden);
  expect(() => policy.demand(actors.manager, 'import.read', { organizationPath: [ours] })).not.toThrow();
});

test('who may not read it is not told that it is there', () => {
  const relation = { organizationPath: [ours], listingId: group };
  expect(policy.tells(actors.facilitator, 'listing.edit', relation)).toBe(true);
  expect(policy.tells(actors.facilitator, 'listing.edit', { ...relation, listingId: otherGroup })).toBe(false);
  expect(policy.tells(actors.manager, 'listing.edit', { organizationPath: [theirs] })).toBe(false);
});
