import { newId, type OrganizationId, type PersonId } from '@opencircle/contracts';
import { noteRevocation } from '@opencircle/service-defaults';
import type { Body, Call } from './answer.js';
import { defaults, row } from './feeds.js';
import { eventually, listingsApp, managerOf, type ListingsApp } from './listings-app.js';
import { organizationEvents } from './organization-events.js';

let app: ListingsApp;
beforeAll(async () => (app = await listingsApp()), 60_000);
afterAll(() => app.close());

const { registered, suspended, verified, joined, left, disabled } = organizationEvents(() => app);

/** Rows enough that what happens in the middle of a run is over before the run is. */
const ROWS = 150;
const feed = JSON.stringify(Array.from({ length: ROWS }, (_, n) => row({ slug: `circle-${n}` })));

/** An organization, its manager and a second one, and an import of theirs. */
async function organization(parentId: OrganizationId | null = null) {
  const organizationId = newId<OrganizationId>();
  await registered({ organizationId, parentId });
  const [manager, colleague] = [await app.as(managerOf(organizationId)), await app.as(managerOf(organizationId))];
  return { organizationId, manager, colleague, ...(await importOf(organizationId, manager)) };
}

async function importOf(organizationId: OrganizationId, by: Call) {
  const { body } = await by('POST', '/v1/imports', { organizationId, fileName: 'feed.json', feed, defaults });
  const until = (fits: (one: Body) => boolean) =>
    eventually(async () => (await by('GET', `/v1/imports/${body.id}`)).body, fits);
  const state = (wanted: string) => until((one) => one.state === wanted);
  await state('checked');
  return {
    state,
    run: async (person: Call) => expect((await person('POST', `/v1/imports/${body.id}/runs`)).status).toBe(202),
    /** Run, and in the middle of it. */
    async running(person: Call): Promise<void> {
      await this.run(person);
      expect(await until(({ counts }) => (counts['applied'] ?? 0) > 0)).toMatchObject({ state: 'running' });
    },
    /** It stopped in the middle, for this reason, and stays so. */
    async stopped(because: string): Promise<void> {
      const { counts } = await state('stopped');
      expect(counts['applied']).toBeLessThan(ROWS);
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(await state('stopped')).toMatchObject({ stoppedBecause: because, counts: { applied: counts['applied'] } });
    },
  };
}

/** Who wrote the snapshots that an import brought, with their numbers. */
async function authors(organizationId: OrganizationId): Promise<Record<string, number>> {
  const rows = await app.query<{ author: string; count: number }>(
    `SELECT r.written_by AS author, count(*)::int AS count FROM listing_revision r JOIN listing l ON l.id = r.listing_id
     WHERE l.organization_id = $1 GROUP BY 1`,
    [organizationId],
  );
  return Object.fromEntries(rows.map(({ author, count }) => [author, count]));
}

describe('an import whose runner may not act for the organization any more', () => {
  const role = 'manager' as const;

  test('stops where it is, and goes on in the name of who says "run" again', async () => {
    const { organizationId, manager, colleague, ...one } = await organization();
    await one.running(manager);
    await left({ organizationId, personId: manager.id, role });
    await one.stopped('access-ended');

    await one.run(colleague);
    expect(await one.state('done')).toMatchObject({ stoppedBecause: null, counts: { applied: ROWS, failed: 0 } });
    const { [manager.id]: theirs = 0, ...others } = await authors(organizationId);
    expect(theirs).toBeGreaterThan(0);
    expect(others).toEqual({ [colleague.id]: ROWS - theirs });
  });

  test('stops when their role was in an organization above it', async () => {
    const above = newId<OrganizationId>();
    await registered({ organizationId: above, parentId: null });
    const one = await organization(above);
    const manager = await app.as(managerOf(above));
    await one.running(manager);
    await left({ organizationId: above, personId: manager.id, role });
    await one.stopped('access-ended');
  });

  test('stops when their account is disabled', async () => {
    const { manager, ...one } = await organization();
    await one.running(manager);
    await disabled(manager.id);
    await one.stopped('access-ended');
  });

  test('stops again when they start it, or another one, with a token from before', async () => {
    const { organizationId, manager, ...one } = await organization();
    const other = await importOf(organizationId, manager);
    await one.running(manager);
    await left({ organizationId, personId: manager.id, role });
    await one.stopped('access-ended');
    for (const again of [one, other]) {
      await again.run(manager);
      await again.stopped('access-ended');
    }
  });

  test('goes on when they have the role again and say so, however soon', async () => {
    const { organizationId, manager, ...one } = await organization();
    await one.running(manager);
    const lost = { organizationId, personId: manager.id, role };
    await left(lost);
    await one.stopped('access-ended');
    await joined(lost);
    await one.run(manager);
    expect(await one.state('done')).toMatchObject({ counts: { applied: ROWS } });
  });
});

test.each<[string, (one: { organizationId: OrganizationId; personId: PersonId }) => Promise<unknown>]>([
  ['signed out, or confirmed who they are', ({ personId }) => app.tx().run((db) => noteRevocation(db, personId, 1))],
  ['left another organization', ({ personId }) => left({ organizationId: newId(), personId, role: 'owner' })],
  ['are a facilitator no more', (one) => left({ ...one, role: 'facilitator' })],
  ['were staff before, and are again', (one) => left({ ...one, role: 'manager', revokedAt: '2026-11-23T07:00:00.000Z' })], // prettier-ignore
  ['were disabled before, and are enabled again', ({ personId }) => disabled(personId, '2026-11-23T07:59:30.000Z')],
  ['see a colleague leave', (one) => left({ ...one, personId: newId(), role: 'manager' })],
])('an import goes on when those who run it %s', async (_, happens) => {
  const { organizationId, manager, ...one } = await organization();
  await one.running(manager);
  await happens({ organizationId, personId: manager.id });
  const colleague = await app.as(managerOf(organizationId));
  const done = await eventually(
    async () => (await colleague('GET', '/v1/imports')).body.items[0]!,
    ({ state }) => state === 'done' || state === 'stopped',
  );
  expect(done).toMatchObject({ state: 'done', counts: { applied: ROWS } });
});

test('an import of an organization that is suspended stops, and does not go on by itself once it is verified', async () => {
  const { organizationId, manager, colleague, ...one } = await organization();
  await one.running(manager);
  await suspended(organizationId);
  await one.stopped('organization-suspended');
  await verified(organizationId);
  await one.stopped('organization-suspended');
  await one.run(colleague);
  expect(await one.state('done')).toMatchObject({ counts: { applied: ROWS } });
});
