import { setTimeout as sleep } from 'node:timers/promises';
import { step } from '../../bootstrap/steps.mjs';
import type { Facts } from '../environments.js';
import type { DemoAccount } from './accounts.js';
import { Client, eventually } from './client.js';
import { DemoMemory } from './demo-memory.js';
import { approveGroups, changeOneGroup, reportOneGroup } from './seed-moderation.js';
import { seedGroups, type SeededGroup } from './seed-groups.js';
import { seedPeople, type DemoPeople } from './seed-people.js';
import { signIn } from './sign-in.js';

/** Fills an empty database with the demo, as clients of the services; anything else is left as it is. */
export async function provideDemo(facts: Facts, accounts: readonly DemoAccount[]): Promise<void> {
  const memory = new DemoMemory(facts);
  const progress = memory.progress();
  if (progress === 'done') return;
  const admin = await signInAs(facts, accounts, 'admin');
  if (progress !== 'started' && !(await isEmpty(admin))) {
    console.log('· no demo data: the database is not empty');
    return;
  }
  memory.remember('started');
  await step('demo data', () => seed(facts, admin, accounts));
  memory.remember('done');
}

async function seed(facts: Facts, admin: Client, accounts: readonly DemoAccount[]): Promise<void> {
  const anybody = Client.anonymous(facts.layout);
  const people = await seedPeople(facts, admin, accounts);
  const groups = await seedGroups(people);
  const published = await approveGroups(await signInAs(facts, accounts, 'moderator'), groups);
  await changeOneGroup(people, groups);
  await reportOneGroup(anybody, groups);
  await nameFacilitator(admin, people, groups);
  await untilFindable(anybody, published);
}

/** The facilitator leads three groups of the organization that the demo manager manages. */
async function nameFacilitator(
  admin: Client,
  { facilitatorId, organizationIds }: DemoPeople,
  groups: readonly SeededGroup[],
): Promise<void> {
  const listingIds = groups
    .filter(({ by, state }) => by === 'riverside' && state !== 'pending')
    .slice(0, 3)
    .map(({ listingId }) => listingId);
  const body = { personId: facilitatorId, role: 'facilitator', listingIds };
  await eventually(() =>
    admin.post('membership', `/v1/organizations/${organizationIds.get('riverside')}/staff`, body, 'facilitator'),
  );
}

/** Events take a moment; the ready block must not come before the groups can be found. */
async function untilFindable(anybody: Client, published: number): Promise<void> {
  const question = { focuses: [], audiences: [], modalities: [], languages: [], limit: 1 };
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    // Not more often than anybody may search.
    await sleep(200);
    const { index } = await anybody.post<{ index: { groups: number } }>('matching', '/v1/searches', question);
    if (index.groups >= published) return;
  }
  console.log(`✗ not all of the ${published} published groups can be found yet; see the logs of listings and matching`);
}

async function isEmpty(admin: Client): Promise<boolean> {
  return (await admin.get<{ items: unknown[] }>('membership', '/v1/organizations?limit=1')).items.length === 0;
}

async function signInAs(facts: Facts, accounts: readonly DemoAccount[], role: DemoAccount['role']): Promise<Client> {
  const account = accounts.find((one) => one.role === role);
  if (!account) throw new Error(`the demo has no ${role}`);
  return signIn(facts, account, { totp: true });
}
