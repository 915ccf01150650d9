import { organizationRoles, platformRoles, type Actor, type RoleGrant, type Row } from '@opencircle/auth';
import type { Oracle } from './oracle.js';
import type { Thing, Tree } from './thing.js';

const ME = 'me';
const [national, affiliate, chapter, sibling, stranger] = ['national', 'affiliate', 'chapter', 'sibling', 'stranger'];
export const gridTree: Tree = new Map([
  [national, null],
  [affiliate, national],
  [chapter, affiliate],
  [sibling, national],
  [stranger, null],
] as const);

/** Where each group belongs; `moved` was the affiliate's once. */
const groups = { ours: affiliate, alsoOurs: affiliate, below: chapter, beside: sibling, moved: stranger } as const;

function person(...roles: object[]): Actor {
  return { kind: 'person', id: ME, roles: roles as RoleGrant[] } as unknown as Actor;
}

const moderator = { role: 'moderator' };
const crowded = {
  organizationId: affiliate,
  listingIds: ['ours', 'below', 'moved'],
  regions: ['IE'],
  organizationIds: [chapter],
};

/** Everybody that a cell could tell apart, and grants that say more or less than they should. */
const actors: readonly Actor[] = [
  { kind: 'anonymous' },
  { kind: 'service', name: 'notifications' },
  { kind: 'service', name: 'another' },
  person(),
  ...platformRoles.map((role) => person({ role })),
  ...[...platformRoles, ...organizationRoles].map((role) => person({ role, ...crowded })),
  ...organizationRoles.map((role) => person({ role })),
  ...[national, affiliate, chapter, stranger].flatMap((organizationId) => [
    person({ role: 'owner', organizationId }),
    person({ role: 'manager', organizationId }),
    person({ role: 'facilitator', organizationId, listingIds: ['ours', 'below', 'moved'] }),
  ]),
  person({ role: 'facilitator', organizationId: affiliate, listingIds: [] }),
  person({ ...moderator, regions: ['US-CA'] }),
  person({ ...moderator, regions: ['US'] }),
  person({ ...moderator, regions: [] }),
  person({ ...moderator, organizationIds: [affiliate] }),
  person({ ...moderator, organizationIds: [] }),
  person({ ...moderator, regions: ['IE'], organizationIds: [sibling] }),
  person({ role: 'manager', organizationId: chapter }, { role: 'ops' }),
  person({ role: 'facilitator', organizationId: affiliate, listingIds: ['ours'] }, { ...moderator, regions: ['IE'] }),
];

const places: readonly Thing[] = [
  {},
  ...[...gridTree.keys()].map((organization) => ({ organization })),
  ...Object.entries(groups).map(([listing, organization]) => ({ listing, organization })),
  { listing: 'ours' },
  { organization: 'unknown', listing: 'ours' },
];

const things: readonly Thing[] = places.flatMap((place) =>
  [undefined, 'US-CA', 'US-TX', 'US', 'IE'].flatMap((region) =>
    [undefined, ME, 'somebody'].map((about) => ({ ...place, region, person: about })),
  ),
);

/** One question, and what the oracle answers. */
export type Question = { who: Actor; thing: Thing; field: string | undefined; may: boolean; knows: boolean };
/** All questions about one action, and who the guard must let in. */
export type Questions = { all: readonly Question[]; couldEver: ReadonlyMap<Actor, boolean>; audience: string };

const standings = [undefined, 'unverified', 'verified', 'suspended', 'unheard-of'];

/**
 * Every actor × thing × state × field that an action's row can tell apart, with a state and a field that it does not know; and,
 * where some cell asks for it, the state of the organization.
 */
export function questionsAbout(action: string, row: Row, oracle: Oracle): Questions {
  const states = [undefined, ...(row.states ?? []), 'unheard-of'];
  const fields = [undefined, ...(row.fields ?? []), 'unheard-of'];
  const told = standingsOf(row);
  const all: Question[] = [];
  const couldEver = new Map<Actor, boolean>();
  for (const who of actors) {
    for (const place of things) {
      for (const { state, standing } of told.flatMap((standing) => states.map((state) => ({ state, standing })))) {
        const thing = { ...place, state, standing };
        const knows = oracle.knowsOf(who, action, thing);
        for (const field of fields) {
          const may = oracle.may(who, action, thing, field);
          all.push({ who, thing, field, may, knows });
          couldEver.set(who, may || couldEver.get(who) === true);
        }
      }
    }
  }
  return { all, couldEver, audience: oracle.audienceOf(action) };
}

/** None where no cell asks for it: a cell that began to ask would deny what is not told. */
function standingsOf({ allow }: Row): (string | undefined)[] {
  const isAsked = Object.values(allow).some(
    (cell) => typeof cell === 'object' && cell.organizationStates !== undefined,
  );
  return isAsked ? standings : [undefined];
}
