import { newId, type OrganizationId } from '@opencircle/contracts';
import { withScope } from '@opencircle/persistence';
import { organizationEvents } from './organization-events.js';
import { listingsApp, type ListingsApp } from './listings-app.js';

let app: ListingsApp;
beforeAll(async () => {
  app = await listingsApp();
});
afterAll(() => app.close());

const { registered, moved } = organizationEvents(() => app);

async function pathsOf(ids: readonly OrganizationId[]): Promise<(OrganizationId[] | undefined)[]> {
  const rows = await app.query<{ id: OrganizationId; path: OrganizationId[] }>('SELECT id, path FROM organization');
  return ids.map((id) => rows.find((row) => row.id === id)?.path);
}

const ids = (count: number): OrganizationId[] => Array.from({ length: count }, () => newId<OrganizationId>());

test('a parent that is heard of after its children takes its place above them', async () => {
  const [top, middle, leaf] = ids(3) as [OrganizationId, OrganizationId, OrganizationId];
  await registered({ organizationId: leaf, parentId: middle });
  expect(await pathsOf([leaf])).toEqual([[middle, leaf]]);
  await registered({ organizationId: middle, parentId: top });
  await registered({ organizationId: top, parentId: null });
  expect(await pathsOf([leaf, middle, top])).toEqual([[top, middle, leaf], [top, middle], [top]]);
});

test('moves that are told in another order than they were made end in the same tree', async () => {
  const [a, b, c] = ids(3) as [OrganizationId, OrganizationId, OrganizationId];
  await registered({ organizationId: a, parentId: null });
  await registered({ organizationId: b, parentId: a });
  await registered({ organizationId: c, parentId: b });
  // Made: b to the top, then a below b. Told the other way round, a and b are above one another in between.
  await moved({ organizationId: a, parentId: b });
  await moved({ organizationId: b, parentId: null });
  expect(await pathsOf([a, b, c])).toEqual([[b, a], [b], [b, c]]);
});

test('who acts for an organization sees rows of those below it, none beside or above', async () => {
  const [top, left, right] = ids(3) as [OrganizationId, OrganizationId, OrganizationId];
  await registered({ organizationId: top, parentId: null });
  await registered({ organizationId: left, parentId: top });
  await registered({ organizationId: right, parentId: top });
  const visible = async (organizationId: OrganizationId): Promise<OrganizationId[]> => {
    const scope = { all: false as const, organizationIds: [organizationId], listingIds: [], personIds: [] };
    const sql = 'SELECT unnest(visible_organizations()) AS id ORDER BY 1';
    // eslint-disable-next-line no-restricted-syntax -- what is tested is the scope itself
    const rows = await withScope(scope, () => app.tx().read((db) => db.query<{ id: OrganizationId }>(sql)));
    return rows.map(({ id }) => id);
  };
  expect(await visible(top)).toEqual([top, left, right]);
  expect(await visible(left)).toEqual([left]);
});
