import { isCountry } from './country.js';

it.each([
  ['IE', true],
  ['US', true],
  ['XK', true],
  ['UK', false],
  ['EU', false],
  ['QX', false],
  ['AA', false],
  ['DD', false],
])('%s is a country: %s', (code, expected) => {
  expect(isCountry(code)).toBe(expected);
});
