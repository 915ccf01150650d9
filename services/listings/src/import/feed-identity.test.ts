import { contentHash } from './feed-identity.js';
import { readRow } from './meeting-guide.js';

const defaults = { focuses: ['stress' as const], audiences: [], facilitation: 'peer' as const, durationMinutes: 60, language: 'en' }; // prettier-ignore
const row = { name: 'Circle', slug: 'circle', day: 2, time: '19:00', timezone: 'Europe/Madrid', types: ['O'], attendance_option: 'online', conference_url: 'https://zoom.us/j/1', updated: '2023-01-01' }; // prettier-ignore

function hashOf(changes: Record<string, unknown>, now = '2026-11-23T12:00:00Z'): string {
  const reading = readRow({ ...row, ...changes }, defaults, new Date(now));
  if (!reading.taken) throw new Error('refused');
  return contentHash(reading.content, reading.hidden);
}

test('the same row hashes alike weeks later, in another field order, confirmed again', () => {
  const first = hashOf({});
  expect(hashOf({}, '2026-12-24T12:00:00Z')).toBe(first);
  expect(hashOf({ updated: '2026-01-01' })).toBe(first);
  const reversed = Object.fromEntries(Object.entries(row).reverse());
  const reading = readRow(reversed, defaults, new Date('2026-11-23T12:00:00Z'));
  expect(reading.taken && reading.hash).toBe(first);
});

test.each([[{ time: '19:30' }], [{ day: 3 }], [{ name: 'Ring' }], [{ conference_url: 'https://zoom.us/j/2' }], [{ types: ['C'] }]])(
  'a change of %j changes the hash',
  (changes) => expect(hashOf(changes)).not.toBe(hashOf({})),
); // prettier-ignore
