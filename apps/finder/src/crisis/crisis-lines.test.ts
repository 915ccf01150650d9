import { countries, countryOf, crisisLineFor, crisisLines } from './crisis-lines.js';

it('never leaves anybody without a line', () => {
  expect(crisisLineFor('IE').phone).toBe('116 123');
  for (const unknown of ['FR', '', 'constructor', null, undefined]) expect(crisisLineFor(unknown).phone).toBe('988');
});

it('takes the region of the first language', () => {
  expect(countryOf('en-IE,en;q=0.8')).toBe('IE');
  expect(countryOf('es-419,es;q=0.8')).toBeUndefined();
  expect(countryOf('en,en-GB')).toBeUndefined();
  expect(countryOf(null)).toBeUndefined();
});

it('says the number that it dials', () => {
  for (const country of countries) {
    const { say, phone, emergency } = crisisLines[country];
    for (const words of Object.values(say)) expect(words).toContain(phone);
    expect(emergency).toMatch(/^\d{3}$/);
  }
});
