import { randomUUID } from 'node:crypto';
import type { Actor, Person, Relation } from '@opencircle/auth';
import type { Objects } from '../http/objects.js';
import { groups, organizations, pathOf, REGION, type OrganizationName, type World } from '../http/world.js';
import type { Target } from './target.js';

type Targets = Readonly<Record<string, readonly Target[]>>;

/** The routes about invitations, offers, visits and parked events; each about objects that are there, and one that is not. */
export function objectTargets(world: World, objects: Objects): Targets {
  return {
    ...invitations(world, objects),
    ...ownership(world, objects),
    ...visits(world, objects),
    ...parked(objects),
  };
}

function ofOrganizations(world: World, more: (name: OrganizationName) => Partial<Target>): Target[] {
  return organizations.map((name) => ({
    name: `of ${name}`,
    relation: () => ({ organizationPath: pathOf(world, name) }),
    id: () => world.ids[name],
    ...more(name),
  }));
}

/** For whoever may do this to anything. */
function unknown(more: Partial<Target> = {}): Target {
  return { name: 'unknown', id: () => randomUUID(), isMissing: true, ...more };
}

function invitations(world: World, objects: Objects): Targets {
  const { secret } = objects;
  const account = { displayName: 'In', password: 'nine herons over the weir' };
  const holding = (more: object = {}): Target[] => [
    { name: 'the secret of one', body: () => ({ token: secret, ...more }) },
    { name: 'no secret', body: () => ({ token: 'x', ...more }) },
  ];
  return {
    'GET /v1/organizations/{id}/invitations': ofOrganizations(world, (name) => ({
      shows: { text: objects.invitations[name] },
    })),
    'POST /v1/organizations/{id}/invitations/{invitationId}/revocations': [
      ...ofOrganizations(world, (name) => ({ params: { invitationId: objects.invitations[name] } })),
      unknown({ params: { invitationId: randomUUID() } }),
    ],
    'POST /v1/platform-invitations/{id}/revocations': [
      { name: 'to the platform', id: () => objects.platformInvitation },
      { name: 'to an organization', id: () => objects.invitations.ours, isMissing: true },
      unknown(),
    ],
    'POST /v1/invitation-readings': holding(),
    'POST /v1/invitation-acceptances': holding({ account }),
  };
}

function ownership(world: World, { offers, heldUpOffer, leavable }: Objects): Targets {
  const seeker = world.actors['seeker'] as Person;
  const own = (actor: Actor): Relation => (actor.kind === 'person' ? { personId: actor.id } : {});
  const free = { organizationState: 'unverified' };
  const ofSeeker = { relation: () => ({ ...free, personId: seeker.id }) };
  return {
    'GET /v1/organizations/{id}/ownership-offers': ofOrganizations(world, (name) => ({
      shows: { text: offers[name] },
    })),
    'POST /v1/organizations/{id}/ownership-offers/{offerId}/cancellations': [
      ...ofOrganizations(world, (name) => ({ params: { offerId: offers[name] } })),
      unknown({ params: { offerId: randomUUID() } }),
    ],
    'GET /v1/ownership-offers': [{ name: 'to oneself', relation: own }],
    'POST /v1/ownership-offers/{offerId}/acceptances': [
      ...organizations.map((name) => ({ name: `of ${name} to the seeker`, ...ofSeeker, id: () => offers[name] })),
      {
        name: 'of the suspended to the seeker',
        relation: () => ({ organizationState: 'suspended', personId: seeker.id }),
        id: () => heldUpOffer,
      },
      unknown({ relation: (actor) => ({ ...free, ...own(actor) }) }),
    ],
    'POST /v1/organizations/{id}/staff/me/departures': [
      { name: 'where one is on the staff', relation: own, id: () => world.ids[leavable] },
      unknown({ relation: own }),
    ],
  };
}

function visits(world: World, { visitors }: Objects): Targets {
  return {
    'GET /v1/visits': groups.map((name) => {
      const { id, organization } = world.groups[name];
      const relation = { organizationPath: pathOf(world, organization), listingId: id, region: REGION };
      return {
        name: `group ${name}`,
        relation: () => relation,
        id: () => id,
        query: (listingId: string) => `listingId=${listingId}`,
        shows: { text: visitors[name] },
      };
    }),
  };
}

/** In each service its own. A replay that has ended is not ended again, which only operators are told. */
function parked({ parked: sequences, replays }: Objects): Targets {
  const there = (more: Partial<Target> = {}): Target => ({
    name: 'there',
    id: (_actor, service) => sequences[service],
    ...more,
  });
  const replay: Target = { name: 'ended', id: (_actor, service) => replays[service] };
  const both = (body?: object): Target[] => {
    const more = body === undefined ? {} : { body: () => body };
    return [there(more), unknown(more)];
  };
  return {
    'GET /v1/parked-sequences': [{ name: 'no object' }],
    'GET /v1/parked-sequences/{id}': both(),
    'POST /v1/parked-sequences/{id}/discards': both({ reason: 'a proof' }),
    'POST /v1/parked-sequences/{id}/dry-runs': both({}),
    'POST /v1/parked-replays': [{ name: 'no object', body: () => ({ reason: 'handler-failed' }) }],
    'GET /v1/parked-replays/{id}': [replay, unknown()],
    'POST /v1/parked-replays/{id}/cancellations': [replay, unknown()],
  };
}
