import type { Group } from './group.js';
import { MatchIndex } from './match-index.js';
import { naiveSearch } from '../test/naive-search.js';
import type { Answer, Query } from './query.js';
import { NOW, Random } from '../test/random.js';

type Engine = Pick<MatchIndex, 'upsert' | 'remove' | 'search'>;

/** Feeds random changes and questions to the engine and the plain formulation; the number of differing answers. */
function differences(seed: number, engine: Engine, rounds = 6): number {
  const random = new Random(seed);
  const groups = new Map<string, Group>();
  let differing = 0;
  for (let round = 0; round < rounds; round++) {
    for (let change = 0; change < 120; change++) {
      const id = `group-${random.below(300)}`;
      if (round > 0 && random.next() < 0.4) {
        groups.delete(id);
        engine.remove(id);
      } else {
        const group = random.group(id);
        groups.set(id, group);
        engine.upsert(group);
      }
    }
    for (let asked = 0; asked < 60; asked++) {
      const query = random.query();
      if (!same(engine.search(query), naiveSearch(groups.values(), query))) differing += 1;
    }
  }
  return differing;
}

function same(a: Answer, b: Answer): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

describe('MatchIndex', () => {
  it.each([1, 2, 3, 4, 5])('answers like a plain filter and sort, after changes too (seed %i)', (seed) => {
    expect(differences(seed, new MatchIndex())).toBe(0);
  });

  it('finds what the plain formulation finds at the size of a region', () => {
    const random = new Random(99);
    const index = new MatchIndex();
    const groups = Array.from({ length: 3000 }, (_, number) => random.group(`group-${number}`));
    for (const group of groups) index.upsert(group);
    let found = 0;
    for (let asked = 0; asked < 100; asked++) {
      const query = random.query();
      const answer = index.search(query);
      expect(answer).toEqual(naiveSearch(groups, query));
      found += answer.total;
    }
    expect(found).toBeGreaterThan(1000);
  });

  it('counts living groups and forgets removed ones', () => {
    const random = new Random(7);
    const index = new MatchIndex();
    for (let change = 0; change < 1000; change++) index.upsert(random.group(`group-${change % 10}`));
    expect(index.size).toBe(10);
    expect(index.remove('group-3')).toBe(true);
    expect(index.remove('group-3')).toBe(false);
    expect(index.size).toBe(9);
    expect(index.search({ now: NOW, limit: 100 }).total).toBe(9);
  });

  it('orders equal groups by id, page by page', () => {
    const index = new MatchIndex();
    const group = new Random(8).group('x');
    for (const id of ['d', 'b', 'e', 'a', 'c']) index.upsert({ ...group, id });
    const page = (offset: number) => index.search({ now: NOW, offset, limit: 2 }).hits.map((hit) => hit.id);
    expect([page(0), page(2), page(4), page(6)]).toEqual([['a', 'b'], ['c', 'd'], ['e'], []]);
  });
});

describe('the comparison notices an engine that', () => {
  const broken = (change: (index: MatchIndex) => Partial<Engine>): Engine => {
    const index = new MatchIndex();
    return {
      upsert: (group) => {
        index.upsert(group);
      },
      remove: (id) => index.remove(id),
      search: (query) => index.search(query),
      ...change(index),
    };
  };
  const answering = (change: (answer: Answer, query: Query) => Answer) =>
    broken((index) => ({ search: (query) => change(index.search(query), query) }));

  it.each<[string, Engine]>([
    ['never removes', broken(() => ({ remove: () => true }))],
    [
      'loses the focuses of a changed group',
      broken((index) => ({
        upsert: (group) => {
          index.upsert(index.remove(group.id) ? { ...group, focuses: [] } : group);
        },
      })),
    ],
    [
      'draws the circle too small',
      broken((index) => ({
        search: (query) =>
          index.search(query.near ? { ...query, near: { ...query.near, withinKm: query.near.withinKm * 0.9 } } : query),
      })),
    ],
    ['ignores weekdays', broken((index) => ({ search: (query) => index.search({ ...query, weekdays: [] }) }))],
    ['miscounts', answering((answer) => ({ ...answer, total: answer.hits.length }))],
    [
      'orders by id alone',
      answering((answer) => ({ ...answer, hits: [...answer.hits].sort((a, b) => (a.id < b.id ? -1 : 1)) })),
    ],
  ])('%s', (_, engine) => {
    expect(differences(1, engine)).toBeGreaterThan(0);
  });
});
