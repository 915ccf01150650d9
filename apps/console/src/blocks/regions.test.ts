import { countriesByName, regionName } from './regions.js';

it('names countries in the language, and subdivisions by their code', () => {
  expect(regionName('US', 'es')).toBe('Estados Unidos');
  expect(regionName('US-CA', 'en')).toBe('United States, CA');
  expect(regionName('what', 'en')).toBe('what');
});

it('offers every country once, by its name', () => {
  const offered = countriesByName('es');
  expect(offered).toHaveLength(new Set(offered).size);
  expect(offered.length).toBeGreaterThan(240);
  expect(offered.indexOf('DE')).toBeLessThan(offered.indexOf('DK'));
  expect(offered.indexOf('ES')).toBeLessThan(offered.indexOf('SE'));
});
