import { listingPublished, newId, organizationRegistered, type PersonId } from '@opencircle/contracts';
import type { Actor, Person } from '@opencircle/auth';
import { eventually, publisher } from '@opencircle/testing';
import { execute } from '../proof-database.js';
import { services, type Ground, type ServiceName } from './service-ground.js';
import {
  callerOf,
  groups,
  organizations,
  type Call,
  type GroupName,
  type OrganizationName,
  type World,
} from './world.js';

/** What people of the world do to each other, so that nothing that a route is about has to be made up. */
export type Objects = {
  /** An open invitation of each organization, and one to the platform. */
  readonly invitations: Record<OrganizationName, string>;
  readonly platformInvitation: string;
  /** What the mail of the invitation of `ours` holds. */
  readonly secret: string;
  /** An open offer of each organization's owner to the seeker, who is on its staff. */
  readonly offers: Record<OrganizationName, string>;
  /** The same of the suspended organization, from before it was. */
  readonly heldUpOffer: string;
  /** The organization whose staff everybody who has an account is on, as far as the database knows. */
  readonly leavable: OrganizationName;
  /** What each group's visitor wants to be called. */
  readonly visitors: Record<GroupName, string>;
  /** An event that each service has set aside, and a replay of it that has ended. */
  readonly parked: Record<ServiceName, string>;
  readonly replays: Record<ServiceName, string>;
};

const secret = 'the secret of an invitation';

/** `world` has been heard of by everybody. */
export async function makeObjects(ground: Ground, world: World): Promise<Objects> {
  const call = callerOf(ground);
  return {
    ...(await invite(ground, call, world)),
    ...(await offer(ground, world)),
    visitors: await visit(ground, world),
    ...(await park(ground, call, world)),
  };
}

async function invite(ground: Ground, call: Call, { ids, actors }: World) {
  const admin = actors['admin'] as Actor;
  const invited = async (path: string, name: string, role: string): Promise<string> => {
    const made = await call(admin, 'membership', path, { email: `invited-to-${name}@example.org`, role });
    return made['id'] as string;
  };
  const invitations = {} as Record<OrganizationName, string>;
  for (const name of organizations) {
    invitations[name] = await invited(`/v1/organizations/${ids[name]}/invitations`, name, 'manager');
  }
  const platformInvitation = await invited('/v1/platform-invitations', 'the-platform', 'ops');
  // Mails alone hold secrets, and here nobody gets mails.
  await execute(
    ground.superUrl('membership'),
    `UPDATE invitation SET token_hash = sha256('${secret}') WHERE id = '${invitations.ours}'`,
  );
  return { invitations, platformInvitation, secret };
}

/** Behind the services' backs: tokens say what these people may do, and the tables' word is nobody's but theirs. */
async function offer(ground: Ground, { ids, suspended, actors, staff }: World) {
  const seeker = actors['seeker'] as Person;
  const people = Object.values(actors).filter((actor): actor is Person => actor.kind === 'person');
  const leavable: OrganizationName = 'beside';
  const offers = Object.fromEntries(organizations.map((name) => [name, newId<string>()])) as Objects['offers'];
  const heldUpOffer = newId<string>();
  const managers = new Set<string>([...Object.values(ids), suspended].map((id) => `${id} ${seeker.id}`));
  for (const { id } of people) managers.add(`${ids[leavable]} ${id}`);
  const held = [...managers].map((one) => {
    const [organizationId, personId] = one.split(' ');
    return `('${organizationId}', '${personId}', 'manager', '{}', now())`;
  });
  held.push(`('${suspended}', '${staff.ours}', 'owner', '{}', now())`);
  const row = (id: string, organizationId: string, from: PersonId): string =>
    `('${id}', '${organizationId}', '${from}', '${seeker.id}', now(), now() + interval '1 day')`;
  const made = organizations.map((name) => row(offers[name], ids[name], staff[name]));
  made.push(row(heldUpOffer, suspended, staff.ours));
  await execute(
    ground.superUrl('membership'),
    `INSERT INTO staff (organization_id, person_id, role, listing_ids, granted_at) VALUES ${held.join()};
     INSERT INTO ownership_offer (id, organization_id, from_person, to_person, offered_at, expires_at) VALUES ${made.join()}`,
  );
  return { offers, heldUpOffer, leavable };
}

async function visit(ground: Ground, world: World): Promise<Objects['visitors']> {
  const visitors = {} as Record<GroupName, string>;
  for (const name of groups) {
    visitors[name] = `Vi of ${name}`;
    const form = { listingId: world.groups[name].id, displayName: visitors[name], email: `vi-${name}@example.org` };
    const book = (sessionStart: string) =>
      fetch(`${ground.urls.get('membership')}/v1/visits`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...form, sessionStart, consent: true, language: 'en' }),
      });
    // Of a session that never was the answer names those that will be.
    const { nextStarts } = (await (await book('2001-01-01T00:00:00Z')).json()) as { nextStarts: string[] };
    const answer = await book(nextStarts[0] ?? '');
    if (!answer.ok) throw new Error(`a visit was answered with ${answer.status}: ${await answer.text()}`);
  }
  return visitors;
}

/** Events without what their schema asks for; between them they come to every service. */
async function park(ground: Ground, call: Call, { actors }: World) {
  const { brokers, prefix } = ground.kafka;
  const ops = actors['ops'] as Actor;
  const sender = await publisher(prefix, brokers);
  await sender.publish(listingPublished, newId<string>(), 1, {} as never);
  await sender.publish(organizationRegistered, newId<string>(), 1, {} as never);
  await sender.close();
  const [parked, replays] = [{} as Record<ServiceName, string>, {} as Record<ServiceName, string>];
  for (const service of services) {
    parked[service] = await eventually(`${service} has parked`, async () => {
      const url = ground.superUrl(service);
      const [row] = await execute<{ id: string }>(
        url,
        'SELECT sequence_id AS id FROM parked_event ORDER BY id LIMIT 1',
      );
      return row?.id;
    });
    const started = await call(ops, service, '/v1/parked-replays', { sequenceId: parked[service] });
    replays[service] = started['id'] as string;
    await eventually(`the replay of ${service} has ended`, async () => {
      return (await call(ops, service, `/v1/parked-replays/${replays[service]}`))['state'] !== 'running';
    });
  }
  return { parked, replays };
}
