import type { Organization } from '../api/types.js';
import { pathOf } from './organization-path.js';

const one = (id: string, parentId: string | null) => ({ id, parentId }) as unknown as Organization;
const among = (all: Organization[]) => (id: string) => Promise.resolve(all.find((each) => each.id === id));

it('names what stands above, from the root on, and ends where the person sees no further', async () => {
  const all = [one('root', null), one('middle', 'root'), one('leaf', 'middle')];
  const paths = await Promise.all(all.map((each) => pathOf(each, among(all))));
  expect(paths).toEqual([['root'], ['root', 'middle'], ['root', 'middle', 'leaf']]);
  expect(await pathOf(one('leaf', 'middle'), among([]))).toEqual(['middle', 'leaf']);
});

it('ends where organizations stand above one another, as may be for a moment', async () => {
  const all = [one('a', 'b'), one('b', 'a')];
  expect(await pathOf(all[0] as Organization, among(all))).toEqual(['b', 'a']);
});
