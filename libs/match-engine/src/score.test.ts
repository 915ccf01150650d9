import { distanceKm } from './distance.js';
import type { Group } from './group.js';
import { MatchIndex } from './match-index.js';
import type { Query } from './query.js';

const DAY = 86_400_000;
const now = Date.UTC(2026, 10, 23, 12);
const sanJose = { latitude: 37.3382, longitude: -121.8863 };
const oakland = { latitude: 37.8044, longitude: -122.2712 };
const newYork = { latitude: 40.7128, longitude: -74.006 };

const circle: Group = {
  id: 'circle',
  focuses: ['anxiety', 'depression'],
  audiences: ['family'],
  facilitation: 'peer',
  modality: 'in-person',
  point: sanJose,
  languages: ['en'],
  ageRange: { min: 18, max: null },
  visitors: true,
  sessions: [{ start: now + DAY, end: now + DAY + 3_600_000, weekday: 2 }],
};
const search = (query: Partial<Query>, ...groups: Partial<Group>[]) => {
  const index = new MatchIndex();
  groups.forEach((changes, number) => index.upsert({ ...circle, id: `group-${number}`, ...changes }));
  return index.search({ now, ...query }).hits;
};

describe('distance', () => {
  it('is the great circle, in kilometres', () => {
    expect(distanceKm(sanJose, oakland)).toBeCloseTo(62.0, 0);
    expect(distanceKm({ latitude: 0, longitude: 179.5 }, { latitude: 0, longitude: -179.5 })).toBeCloseTo(111.2, 1);
    expect(distanceKm(sanJose, sanJose)).toBe(0);
  });
});

describe('what counts and why', () => {
  it('gives every point to a perfect match and says why', () => {
    const [hit] = search(
      { focuses: ['anxiety'], audiences: ['family'], near: { point: sanJose, withinKm: 50 } },
      circle,
    );
    expect(hit?.score).toBeCloseTo(40 + 25 + 20 + 15 * (13 / 14));
    expect(hit?.reasons).toEqual(['focus-match', 'audience-match', 'near', 'soon']);
    expect(hit).toMatchObject({ distanceKm: 0, nextStart: now + DAY });
  });

  it('puts more matching focuses, nearer and sooner first', () => {
    const both = search({ focuses: ['anxiety', 'depression'] }, { focuses: ['anxiety'] }, {});
    expect(both.map((hit) => hit.id)).toEqual(['group-1', 'group-0']);
    const near = search({ near: { point: sanJose, withinKm: 100 } }, { point: oakland }, {});
    expect(near.map((hit) => hit.id)).toEqual(['group-1', 'group-0']);
    const later = circle.sessions.map((session) => ({ ...session, start: session.start + 9 * DAY }));
    const soon = search({}, { sessions: later }, {}, { sessions: [] });
    expect(soon.map((hit) => hit.id)).toEqual(['group-1', 'group-0', 'group-2']);
    expect(soon.map((hit) => hit.reasons)).toEqual([['soon'], [], []]);
  });

  it('never leaves a virtual group out for distance, and a hybrid one only when in-person is asked for', () => {
    const groups: Partial<Group>[] = [
      { modality: 'virtual', point: null },
      { modality: 'hybrid', point: newYork },
      { point: newYork },
      { point: null },
    ];
    const near = { point: sanJose, withinKm: 50 };
    expect(search({ near }, ...groups).map((hit) => hit.id)).toEqual(['group-0', 'group-1']);
    expect(search({ near }, ...groups).map((hit) => hit.reasons)).toEqual([
      ['online', 'soon'],
      ['online', 'soon'],
    ]);
    expect(search({ near, modalities: ['in-person'] }, ...groups)).toEqual([]);
    expect(search({ modalities: ['in-person'] }, ...groups)).toHaveLength(3);
    expect(search({ modalities: ['hybrid'] }, ...groups)).toHaveLength(1);
  });

  it('reads languages as ranges, ages as inclusive bounds', () => {
    expect(search({ languages: ['es'] }, { languages: ['es-MX'] })).toHaveLength(1);
    expect(search({ languages: ['es-MX'] }, { languages: ['es'] })).toHaveLength(0);
    expect(search({ age: 18 }, {})).toHaveLength(1);
    expect(search({ age: 17 }, {})).toHaveLength(0);
  });

  it('gives the next session on an asked weekday', () => {
    const thursday = { start: now + 3 * DAY, end: now + 3 * DAY + 1, weekday: 4 };
    const [hit] = search({ weekdays: [4] }, { sessions: [...circle.sessions, thursday] });
    expect(hit?.nextStart).toBe(thursday.start);
    expect(search({ weekdays: [4] }, {})).toHaveLength(0);
    expect(search({ weekdays: [2], now: now + 2 * DAY }, {})).toHaveLength(0);
  });
});
