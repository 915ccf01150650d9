import { planRow, type Known } from './plan-row.js';

const defaults = { focuses: ['stress' as const], audiences: [], facilitation: 'peer' as const, durationMinutes: 60, language: 'en', zone: 'Europe/Madrid' }; // prettier-ignore
const row = { name: 'Circle', slug: 'circle', day: 2, time: '19:00', types: ['O'], attendance_option: 'online' };
const now = new Date('2026-11-23T08:00:00Z');

function plan(known: Partial<Known>, changes = {}) {
  return planRow({ ...row, ...changes }, 7, defaults, now, { firstRowOf: () => 7, hashOf: () => undefined, ...known });
}

test('an unknown row is created', () => expect(plan({})).toMatchObject({ outcome: 'create', key: 'slug:circle' }));

test('a changed row is revised', () => expect(plan({ hashOf: () => 'other' }).outcome).toBe('revise'));

test('the second row with a slug is refused and names the first', () => {
  expect(plan({ firstRowOf: () => 3 })).toMatchObject({
    outcome: 'refuse',
    problems: [{ pointer: '/slug', rule: 'duplicate', message: 'Row 3 has the same slug and came first.' }],
  });
});

test('a row that makes the reader throw is refused', () => {
  const trap = { get: () => { throw new Error('boom'); } }; // prettier-ignore
  const known = { firstRowOf: () => undefined, hashOf: () => undefined };
  expect(planRow(new Proxy({}, trap), 1, defaults, now, known)).toMatchObject({
    outcome: 'refuse',
    problems: [{ rule: 'unreadable' }],
  });
});
