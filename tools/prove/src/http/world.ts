import { randomUUID } from 'node:crypto';
import { DEFAULT_AUDIENCE, type Actor, type Person, type RoleGrant } from '@opencircle/auth';
import { eventually } from '@opencircle/testing';
import { newId, type ListingId, type OrganizationId, type PersonId } from '@opencircle/contracts';
import { execute } from '../proof-database.js';
import { contentOf, feedDefaults, FEED, privateContent } from './content.js';
import type { Ground, ServiceName } from './service-ground.js';

export const organizations = ['root', 'ours', 'below', 'beside', 'other'] as const;
export type OrganizationName = (typeof organizations)[number];
export const groups = ['named', 'unnamed', 'below', 'beside', 'above', 'other'] as const;
export type GroupName = (typeof groups)[number];

/** Where each group belongs. */
const homes: Record<GroupName, OrganizationName> = {
  named: 'ours',
  unnamed: 'ours',
  below: 'below',
  beside: 'beside',
  above: 'root',
  other: 'other',
};
export const groupStates = ['draft', 'in_review', 'published', 'paused', 'suspended', 'archived'] as const;

/** Higher than any that the services count to: what a proof does to its own people takes nothing from their tokens. */
const EPOCH = 1_000_000;

export type Group = { readonly id: string; readonly caseId: string; readonly organization: OrganizationName };

/** A group whose first snapshot is under review, in this case. */
export type Waiting = { readonly id: string; readonly caseId: string };

/** A small world, made once through the services: a tree of three levels and a stranger, groups, cases, imports, visits. */
export type World = {
  readonly ids: Record<OrganizationName, OrganizationId>;
  readonly groups: Record<GroupName, Group>;
  /** Organizations below `ours` that an admin has suspended, with what it had before, and verified. */
  readonly suspended: OrganizationId;
  readonly ofSuspended: { readonly group: string; readonly waiting: Waiting; readonly importId: string };
  readonly verified: OrganizationId;
  /** A group of `ours` that waits for a moderator. */
  readonly waiting: Waiting;
  /** A group of `ours` in each state. */
  readonly inState: Record<(typeof groupStates)[number], string>;
  readonly imports: Record<OrganizationName, string>;
  readonly actors: Record<string, Actor>;
  /** Somebody with an account whom nothing but a proof's own requests touch. */
  readonly bystander: PersonId;
  /** A facilitator of each organization, who acts in no request. */
  readonly staff: Record<OrganizationName, PersonId>;
};

/** From the root to the organization itself. */
export function pathOf({ ids }: World, name: OrganizationName): OrganizationId[] {
  const above: Record<OrganizationName, OrganizationName[]> = {
    root: ['root'],
    ours: ['root', 'ours'],
    below: ['root', 'ours', 'below'],
    beside: ['root', 'beside'],
    other: ['other'],
  };
  return above[name].map((one) => ids[one]);
}

export const REGION = 'US-CA';

export async function makeWorld(ground: Ground): Promise<World> {
  const call = callerOf(ground);
  const [row] = await execute<{ id: PersonId }>(ground.superUrl('membership'), 'SELECT id FROM person');
  const root: Person = { kind: 'person', id: row?.id as PersonId, roles: [{ role: 'admin' }], epoch: EPOCH };
  const newPerson = async (displayName: string): Promise<PersonId> => {
    const account = { email: `${randomUUID()}@example.org`, password: 'eleven boats by the mill', displayName };
    return (await call(root, 'membership', '/v1/people', account))['id'] as PersonId;
  };
  const ids = {} as Record<OrganizationName, OrganizationId>;
  for (const name of organizations) {
    const parentId = name === 'root' || name === 'other' ? null : name === 'below' ? ids.ours : ids.root;
    const made = await call(root, 'membership', '/v1/organizations', {
      name: `The ${name}`,
      kind: 'chapter',
      parentId,
    });
    ids[name] = made['id'] as OrganizationId;
  }
  const below = async (name: string): Promise<OrganizationId> => {
    const asked = { name, kind: 'chapter', parentId: ids.ours };
    return (await call(root, 'membership', '/v1/organizations', asked))['id'] as OrganizationId;
  };
  const [suspended, verified] = [await below('The suspended'), await below('The verified')];
  await call(root, 'membership', `/v1/organizations/${verified}/verifications`, {});
  const named = newId<ListingId>();
  const names = actorRoles(ids, verified, named);
  const people = await Promise.all(Object.keys(names).map(newPerson));
  const staff = {} as Record<OrganizationName, PersonId>;
  for (const name of organizations) {
    staff[name] = await newPerson('Sam');
    const grant = { personId: staff[name], role: 'facilitator', listingIds: [newId<ListingId>()] };
    await call(root, 'membership', `/v1/organizations/${ids[name]}/staff`, grant);
  }
  const personOf = (at: number, roles: readonly RoleGrant[]): Person => {
    return { kind: 'person', id: people[at] as PersonId, roles, epoch: EPOCH, sessionId: randomUUID() };
  };
  const makers = personOf(
    0,
    [...Object.values(ids), suspended].map((organizationId) => ({ role: 'manager', organizationId })),
  );
  const about = { ids, named, suspended, judge: personOf(0, [{ role: 'lead-moderator' }]) };
  const { hidden, waitingThere, ...made } = await makeGroups(ground, call, makers, about);
  const imports = {} as Record<OrganizationName, string>;
  const importOf = async (organizationId: OrganizationId) => {
    const feed = { organizationId, fileName: 'feed.json', feed: FEED, defaults: feedDefaults };
    return (await call(makers, 'listings', '/v1/imports', feed))['id'] as string;
  };
  for (const name of organizations) imports[name] = await importOf(ids[name]);
  const ofSuspended = { group: hidden, waiting: waitingThere, importId: await importOf(suspended) };
  await call(root, 'membership', `/v1/organizations/${suspended}/suspensions`, {});
  const actors: Record<string, Actor> = { anonymous: { kind: 'anonymous' } };
  for (const [at, [name, roles]] of Object.entries(names).entries()) actors[name] = personOf(at, roles);
  await openSessions(ground, Object.values(actors));
  const bystander = await newPerson('By');
  await giveRoles(ground, bystander, staff, ids);
  actors['service'] = { kind: 'service', name: 'notifications' };
  actors['another service'] = { kind: 'service', name: 'reports' };
  return { ids, suspended, ofSuspended, verified, ...made, imports, actors, bystander, staff };
}

function actorRoles(
  ids: Record<OrganizationName, OrganizationId>,
  verified: OrganizationId,
  named: ListingId,
): Record<string, RoleGrant[]> {
  return {
    seeker: [],
    member: [],
    'other member': [],
    facilitator: [{ role: 'facilitator', organizationId: ids.ours, listingIds: [named] }],
    manager: [{ role: 'manager', organizationId: ids.ours }],
    // What an owner does in the very organization of the grant depends on its state.
    owner: [ids.ours, verified].map((organizationId) => ({ role: 'owner', organizationId })),
    'manager of the parent': [{ role: 'manager', organizationId: ids.root }],
    'manager of another': [{ role: 'manager', organizationId: ids.other }],
    moderator: [{ role: 'moderator' }],
    'moderator of the region': [{ role: 'moderator', regions: ['US'] }],
    'moderator out of scope': [{ role: 'moderator', regions: ['IE'], organizationIds: [ids.other] }],
    lead: [{ role: 'lead-moderator' }],
    ops: [{ role: 'ops' }],
    admin: [{ role: 'admin' }],
  };
}

/** Resolves when what the listings' and organizations' events tell has come to everybody who needs it. */
export async function untilHeard(ground: Ground, world: World): Promise<void> {
  const ids = Object.values(world.groups).map(({ id }) => `'${id}'`);
  const heard = (service: ServiceName, sql: string, n: number) =>
    eventually(
      `${service} has heard of the world`,
      async () => {
        const [row] = await execute<{ n: number }>(ground.superUrl(service), `SELECT count(*)::int AS n FROM ${sql}`);
        return row?.n === n || undefined;
      },
      120,
    );
  await heard('membership', `support_group WHERE listing_id IN (${ids.join()})`, ids.length);
  // All but `other`, and the two whose state is changed.
  await heard('listings', `organization WHERE path[1] = '${world.ids.root}'`, organizations.length + 1);
  await heard('listings', `organization WHERE state = 'suspended'`, 1);
  await heard('listings', `import_job WHERE state = 'checked'`, organizations.length + 1);
}

/** The seeker's second factor, begun by them and finished behind their back. */
export async function giveFactor(ground: Ground, world: World, id: string): Promise<void> {
  const seeker = world.actors['seeker'] as Person;
  await callerOf(ground)(seeker, 'membership', '/v1/me/totp-enrolments', {});
  await execute(
    ground.superUrl('membership'),
    `UPDATE factor SET id = '${id}', enrolled_at = now() WHERE person_id = '${seeker.id}'`,
  );
}

export type Call = (
  actor: Actor,
  service: ServiceName,
  path: string,
  body?: object,
) => Promise<Record<string, unknown>>;

/** Asks a service as somebody; throws unless the answer is 2xx. */
export function callerOf({ urls, mint }: Ground): Call {
  return async (actor, service, path, body) => {
    const answer = await fetch(`${urls.get(service)}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${await mint.tokenOf(actor, DEFAULT_AUDIENCE)}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`);
    return (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
  };
}

type Made = Pick<World, 'groups' | 'inState' | 'waiting'> & { hidden: string; waitingThere: Waiting };

/**
 * Drafts that are sent in; those of `groups` are approved, and each has a report, whose case stays open. What is to be
 * suspended has one that is approved and one that waits.
 */
async function makeGroups(
  ground: Ground,
  call: Call,
  maker: Actor,
  about: { ids: World['ids']; named: ListingId; suspended: OrganizationId; judge: Actor },
): Promise<Made> {
  const database = ground.superUrl('listings');
  const draftOf = async (organizationId: OrganizationId) => {
    const body = { organizationId, content: contentOf('Circle'), privateContent };
    return (await call(maker, 'listings', '/v1/listings', body))['id'] as string;
  };
  const draft = (name: OrganizationName) => draftOf(about.ids[name]);
  const submit = async (id: string): Promise<Waiting> => {
    await call(maker, 'listings', `/v1/listings/${id}/submissions`, {});
    const [found] = await execute<{ id: string }>(
      database,
      `SELECT id FROM moderation_case WHERE listing_id = '${id}'`,
    );
    return { id, caseId: found?.id as string };
  };
  const publish = async (id: string) => {
    const { caseId } = await submit(id);
    const verdict = { decision: 'approved', reasonCode: 'meets-guidelines' };
    await call(about.judge, 'listings', `/v1/cases/${caseId}/decisions`, verdict);
  };
  const made = {} as Record<GroupName, Group>;
  for (const name of groups) {
    let id = await draft(homes[name]);
    if (name === 'named') {
      await execute(database, renamed(id, about.named));
      id = about.named;
    }
    await publish(id);
    await call(maker, 'listings', '/v1/reports', { listingId: id, reason: 'other' });
    const [open] = await execute<{ id: string }>(
      database,
      `SELECT id FROM moderation_case WHERE listing_id = '${id}' AND state = 'open'`,
    );
    made[name] = { id, caseId: open?.id as string, organization: homes[name] };
  }
  const inState = {} as Record<(typeof groupStates)[number], string>;
  for (const state of groupStates) {
    inState[state] = await draft('ours');
    if (state !== 'draft' && state !== 'in_review') await publish(inState[state]);
    // No use case of this release pauses, suspends or archives.
    await execute(database, `UPDATE listing SET state = '${state}' WHERE id = '${inState[state]}'`);
  }
  const hidden = await draftOf(about.suspended);
  await publish(hidden);
  const [waiting, waitingThere] = [await submit(await draft('ours')), await submit(await draftOf(about.suspended))];
  return { groups: made, inState, waiting, hidden, waitingThere };
}

/** A facilitator's token names the group before there is one. */
function renamed(id: string, to: string): string {
  return `BEGIN; SET LOCAL session_replication_role = replica;
    UPDATE listing SET id = '${to}' WHERE id = '${id}';
    UPDATE listing_revision SET listing_id = '${to}' WHERE listing_id = '${id}'; COMMIT`;
}

/** So that there is something to take away: of the bystander a role, of each organization's staff all. */
async function giveRoles(ground: Ground, bystander: PersonId, staff: World['staff'], ids: World['ids']): Promise<void> {
  const held = organizations.flatMap((name) =>
    ['owner', 'manager'].map((role) => `('${ids[name]}', '${staff[name]}', '${role}', '{}', now())`),
  );
  await execute(
    ground.superUrl('membership'),
    `INSERT INTO platform_role (person_id, role, granted_at) VALUES ('${bystander}', 'ops', now());
     INSERT INTO staff (organization_id, person_id, role, listing_ids, granted_at) VALUES ${held.join(', ')}`,
  );
}

/** What signing in would leave: each person's session, with a second factor and just confirmed. */
async function openSessions(ground: Ground, actors: readonly Actor[]): Promise<void> {
  const rows = actors.flatMap((actor) =>
    actor.kind === 'person' ? [`('${actor.sessionId}', '${actor.id}', now(), now() + interval '1 day', 2)`] : [],
  );
  await execute(
    ground.superUrl('membership'),
    `INSERT INTO session (id, person_id, started_at, expires_at, aal) VALUES ${rows.join(', ')}`,
  );
}
