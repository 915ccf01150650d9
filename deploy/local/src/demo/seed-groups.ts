import { contentOf, type DemoGroup } from './demo-group.js';
import { demoGroups } from './demo-groups.js';
import { organizations } from './organizations.js';
import { need, type DemoPeople } from './seed-people.js';

export type SeededGroup = DemoGroup & { readonly listingId: string };

/** Writes every group as its organization's owner and submits it; all are under review afterwards. */
export async function seedGroups(people: DemoPeople): Promise<SeededGroup[]> {
  const contents = demoGroups.map((group, index) => ({ group, content: contentOf(group, index) }));
  const perOrganization = await Promise.all(
    organizations.map(async ({ key }) => {
      const owner = need(people.owners, key);
      const seeded: SeededGroup[] = [];
      for (const { group, content } of contents.filter((one) => one.group.by === key)) {
        const body = { organizationId: need(people.organizationIds, key), content };
        const { id } = await owner.post<{ id: string }>('listings', '/v1/listings', body, `listing ${group.name}`);
        await owner.post('listings', `/v1/listings/${id}/submissions`, undefined, `submission ${group.name}`);
        seeded.push({ ...group, listingId: id });
      }
      return seeded;
    }),
  );
  return perOrganization.flat();
}
