import { newId, type ListingId, type OrganizationId, type PersonId } from '@opencircle/contracts';
import { anonymous, type Actor, type RoleGrant } from './actor.js';
import type { Action } from './policy-table.js';
import { policy } from './policy.js';

const [ours, below, theirs] = [newId<OrganizationId>(), newId<OrganizationId>(), newId<OrganizationId>()];
const group = newId<ListingId>();

function person(...roles: RoleGrant[]): Actor {
  return { kind: 'person', id: newId<PersonId>(), roles };
}

const actors = {
  anonymous,
  moderator: person({ role: 'moderator' }),
  lead: person({ role: 'lead-moderator' }),
  owner: person({ role: 'owner', organizationId: ours }),
  manager: person({ role: 'manager', organizationId: ours }),
  facilitator: person({ role: 'facilitator', organizationId: ours, listingIds: [group] }),
} satisfies Record<string, Actor>;

type Name = keyof typeof actors;

test('a suspended organization lists nothing, and its staff still read; who may not for that alone is told so', () => {
  const relation = { organizationPath: [ours], listingId: group, state: 'published' };
  const may = (name: Name, action: Action, organizationState?: string) =>
    policy.allows(actors[name], action, { ...relation, organizationState });
  const changes = ['listing.create', 'listing.submit', 'listing.edit', 'import.create', 'import.run'] as const;
  for (const action of changes) {
    expect([may('owner', action, 'unverified'), may('manager', action, 'verified')]).toEqual([true, true]);
    expect([may('owner', action, 'suspended'), may('manager', action)]).toEqual([false, false]);
  }
  expect([may('owner', 'listing.read', 'suspended'), may('manager', 'import.read', 'suspended')]).toEqual([true, true]);
  expect([may('lead', 'case.decide', 'suspended'), may('lead', 'case.publish', 'suspended')]).toEqual([true, false]);
  expect([may('anonymous', 'report.create', 'verified'), may('anonymous', 'report.create', 'suspended')]).toEqual([true, false]); // prettier-ignore
  const told = (name: Name) =>
    policy.refusal(actors[name], 'listing.edit', { ...relation, organizationState: 'suspended' }).code;
  expect([told('owner'), told('facilitator'), told('moderator')]).toEqual(['organization-suspended', 'forbidden', 'forbidden']); // prettier-ignore
  expect(policy.refusal(actors.owner, 'listing.edit', { ...relation, organizationPath: [theirs] }).code).toBe(
    'forbidden',
  );
});

test('a suspension above binds nobody below', () => {
  const relation = { organizationPath: [ours, below], organizationState: 'verified' };
  expect(policy.allows(actors.owner, 'listing.create', relation)).toBe(true);
});
