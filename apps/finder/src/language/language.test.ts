import { spellDay, spellTime, weekdayName } from './dates.js';
import { kmOf, spellDistance } from './distance.js';
import { addressOf, languageName, prefersOther, splitAddress } from './language.js';

it('keeps the language in the address', () => {
  expect(splitAddress('/es/groups/1')).toEqual({ language: 'es', barePath: '/groups/1' });
  expect(splitAddress('/es')).toEqual({ language: 'es', barePath: '/' });
  expect(splitAddress('/espresso')).toEqual({ language: 'en', barePath: '/espresso' });
  expect(addressOf('es', '/search')).toBe('/es/search');
});

it.each([
  ['es-MX,es;q=0.9,en;q=0.8', 'en', true],
  ['en;q=0.5, es', 'en', true],
  ['de, en', 'en', false],
  ['es;q=0, en', 'en', false],
  ['fr', 'es', false],
  [null, 'en', false],
] as const)('offers the other language for %s on a page in %s: %s', (header, language, offers) => {
  expect(prefersOther(header, language)).toBe(offers);
});

it('spells sessions in the zone of the group', () => {
  const session = { start: '2026-11-25T03:00:00.000Z', end: '2026-11-25T04:30:00.000Z', zone: 'America/Los_Angeles' };
  expect(spellDay(session, 'en')).toBe('Tuesday, November 24, 2026');
  expect(spellTime(session, 'en').replaceAll(/\s/g, ' ')).toBe('7:00 – 8:30 PM PST');
  expect(spellDay(session, 'es')).toBe('martes, 24 de noviembre de 2026');
  expect([1, 7].map((day) => weekdayName(day, 'es'))).toEqual(['lunes', 'domingo']);
});

it('gives distances in both habits', () => {
  expect(kmOf(25)).toBe(40.2);
  expect(spellDistance(5, 'en')).toBe('3.1 miles (5 km)');
  expect(spellDistance(1.6, 'es')).toBe('1 milla (1,6 km)');
});

it('survives a language tag that nobody knows', () => {
  expect(languageName('es', 'en')).toBe('Spanish');
  expect(languageName('not a tag', 'en')).toBe('not a tag');
});
