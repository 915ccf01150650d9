import { organizationRoles, platformRoles, type Actor, type RoleGrant, type Row } from '@opencircle/auth';
import type { Random } from '../random.js';
import type { Thing, Tree } from './thing.js';

type Names = readonly [string, ...string[]];

const organizations = names('organization', 12);
const listings = names('listing', 8);
const people = names('person', 3);
const regions: Names = ['US-CA', 'US-TX', 'US', 'IE', 'IE-D'];

/** A forest of organizations, and which of them each group belongs to. */
export type World = { readonly tree: Tree; readonly groups: ReadonlyMap<string, string> };
export type Decision = { who: Actor; thing: Thing; field: string | undefined };

export function randomWorld(random: Random): World {
  const tree = new Map<string, string | null>();
  for (const one of organizations) {
    const known = [...tree.keys()];
    tree.set(one, known.length === 0 || random.chance(0.25) ? null : random.pick(known as unknown as Names));
  }
  return { tree, groups: new Map(listings.map((one) => [one, random.pick(organizations)])) };
}

/** Somebody with up to three roles, and something; likely enough to be theirs. */
export function randomDecision(random: Random, { groups }: World, row: Row): Decision {
  const maybe = <T>(share: number, make: () => T): T | undefined => (random.chance(share) ? make() : undefined);
  const listing = maybe(0.7, () => random.pick(listings));
  const organization = maybe(0.95, () =>
    listing === undefined || random.chance(0.1) ? random.pick(organizations) : groups.get(listing),
  );
  const thing = {
    organization,
    listing,
    person: maybe(0.8, () => random.pick(people)),
    region: maybe(0.7, () => random.pick(regions)),
    state: maybe(0.9, () => random.pick(['unheard-of', ...(row.states ?? [])])),
    standing: maybe(0.95, () => random.pick(['unverified', 'verified', 'suspended', 'verified', 'unheard-of'])),
  };
  const field = maybe(row.fields === undefined ? 0.02 : 0.7, () => random.pick(['unheard-of', ...(row.fields ?? [])]));
  return { who: randomActor(random), thing, field };
}

function randomActor(random: Random): Actor {
  if (random.chance(0.06)) return { kind: 'anonymous' };
  if (random.chance(0.06)) return { kind: 'service', name: random.pick(['notifications', 'another']) };
  const roles = Array.from({ length: random.between(0, 3) }, () => randomGrant(random));
  return { kind: 'person', id: random.pick(people), roles } as unknown as Actor;
}

/** Mostly as membership grants them; some say more than belongs to the role, or leave out what does. */
function randomGrant(random: Random): RoleGrant {
  const role = random.pick([...platformRoles, ...organizationRoles]);
  const isOfOrganization = (organizationRoles as readonly string[]).includes(role);
  const some = (from: Names): string[] => from.filter(() => random.chance(0.3));
  const fitting = (share: number, fits: boolean): boolean => random.chance(fits ? share : 0.03);
  return {
    role,
    ...(fitting(0.97, isOfOrganization) && { organizationId: random.pick(organizations) }),
    ...(fitting(0.97, role === 'facilitator') && { listingIds: some(listings) }),
    ...(fitting(0.5, role === 'moderator') && { regions: some(regions) }),
    ...(fitting(0.4, role === 'moderator') && { organizationIds: some(organizations) }),
  } as unknown as RoleGrant;
}

function names(kind: string, count: number): Names {
  return Array.from({ length: count }, (_, at) => `${kind}-${at}`) as unknown as Names;
}
