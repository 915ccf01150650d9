import {
  listingPublished,
  newId,
  type ListingId,
  type ListingPublished,
  type OrganizationId,
} from '@opencircle/contracts';
import { GroupIndex } from './group-index.js';
import type { PublishedGroup } from './published-group.js';

const sample = listingPublished.sample as ListingPublished;
const [one, other] = [newId<OrganizationId>(), newId<OrganizationId>()];

function group(organizationId: OrganizationId): PublishedGroup {
  const { revisionId, publishedAt } = sample;
  const content = { ...sample.content };
  return { listingId: newId<ListingId>(), organizationId, revisionId, publishedAt: new Date(publishedAt), content };
}

/** From now on it cannot be shown anew; what the index has of it stays. */
function spoil({ content }: PublishedGroup): () => void {
  content.series = undefined as never;
  return () => (content.series = sample.content.series);
}

function indexOf(...groups: PublishedGroup[]): GroupIndex {
  const index = new GroupIndex();
  for (const each of groups) index.put(each);
  return index;
}

const found = (index: GroupIndex): string[] => index.search({ now: Date.now() }).hits.map(({ id }) => id);

test('a suspended organization is hidden whole, also when one of its groups cannot be shown anew', () => {
  const groups = [group(one), group(one), group(one)];
  const index = indexOf(...groups);
  spoil(groups[0]!);
  index.hideGroupsOf([one]);
  expect(found(index)).toEqual([]);
});

test('what could not be shown again is shown by the next round', () => {
  const groups = [group(one), group(one), group(one)];
  const index = indexOf(...groups);
  index.hideGroupsOf([one]);
  const mend = spoil(groups[0]!);
  expect(() => index.hideGroupsOf([])).toThrow();
  mend();
  index.hideGroupsOf([]);
  expect(found(index)).toHaveLength(3);
});

test('one organization is hidden although a group of another cannot be shown', () => {
  const groups = [group(one), group(other)];
  const index = indexOf(...groups);
  index.hideGroupsOf([one]);
  expect(found(index)).toHaveLength(1);
  spoil(groups[0]!);
  expect(() => index.hideGroupsOf([other])).toThrow();
  expect(found(index)).toEqual([]);
});

test('a group that is published while its organization is suspended is hidden, and is there afterwards', () => {
  const index = new GroupIndex();
  index.hideGroupsOf([one]);
  const published = group(one);
  index.put(published);
  expect(found(index)).toEqual([]);
  index.hideGroupsOf([]);
  expect(found(index)).toEqual([published.listingId]);
});
