import type { Organization } from '../api/types.js';
import { pathOf } from './organization-path.js';

const one = (id: string, parentId: string | null) => ({ id, parentId }) as unknown as Organization;

it('names what stands above, from the root on, and ends where the person sees no further', () => {
  const all = [one('root', null), one('middle', 'root'), one('leaf', 'middle')];
  expect(all.map((each) => pathOf(each, all))).toEqual([['root'], ['root', 'middle'], ['root', 'middle', 'leaf']]);
  expect(pathOf(one('leaf', 'middle'), [])).toEqual(['middle', 'leaf']);
});
