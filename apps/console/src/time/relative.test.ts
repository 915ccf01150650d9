import { duration, relativeTime, sinceWhen } from './relative.js';
import { sessionText } from './session-times.js';

const now = Date.parse('2026-11-23T08:00:00.000Z');

it.each([
  ['2026-11-23T08:00:20.000Z', 'en', 'now'],
  ['2026-11-23T11:30:00.000Z', 'en', 'in 3 hours'],
  ['2026-11-21T08:00:00.000Z', 'en', '2 days ago'],
  ['2026-11-22T08:00:00.000Z', 'es', 'ayer'],
  ['2026-11-30T07:59:00.000Z', 'en', 'in 7 days'],
  ['2026-11-30T08:00:00.000Z', 'es', 'dentro de 7 días'],
])('%s reads in %s as "%s"', (instant, locale, text) => {
  expect(relativeTime(instant, now, locale)).toBe(text);
});

it.each([
  ['2026-11-23T07:59:40.000Z', 'en', 'today'],
  ['2026-11-22T08:00:00.000Z', 'es', 'ayer'],
  ['2026-11-20T08:00:00.000Z', 'en', 'Nov 20, 2026'],
])('what is since %s is in %s since "%s"', (instant, locale, text) => {
  expect(sinceWhen(instant, now, locale)).toBe(text);
});

it.each([
  [0, '0 sec'],
  [75, '1 min 15 sec'],
  [7322.4, '2 hr 2 min'],
])('%d seconds read as "%s"', (seconds, text) => {
  expect(duration(seconds, 'en')).toBe(text);
});

it('tells a session in the zone of its group', () => {
  const session = { start: '2026-11-25T03:00:00.000Z', end: '2026-11-25T04:00:00.000Z', zone: 'America/Los_Angeles' };
  expect(sessionText(session, 'en').replaceAll(/[\u2009\u202f]/g, ' ')).toBe('Tue, Nov 24, 2026, 7:00 – 8:00 PM');
});
