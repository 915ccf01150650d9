import { countryAt } from './atlas.js';
import { drawMap } from './draw-map.js';

const sanJose = { latitude: 37.3382, longitude: -121.8863 };

it('draws the surroundings with a pin where it belongs', () => {
  const north = { latitude: 37.5, longitude: -121.8863, label: '1' };
  const map = drawMap(sanJose, 40, [north, { latitude: 48, longitude: 2, label: 'far' }]);
  expect(map.pins).toEqual([{ x: 320, y: expect.any(Number), label: '1' }]);
  expect(map.pins[0]?.y).toBeLessThan(map.height / 2);
  for (const path of [map.land, map.lines, map.reach]) expect(path).toMatch(/^M[\d.,LMZ-]+$/);
  expect(map.scale).toMatchObject({ label: '10 mi' });
});

it.each([
  ['the date line', { latitude: -17, longitude: 179.9 }],
  ['the pole', { latitude: 90, longitude: 0 }],
  ['the open sea', { latitude: 0, longitude: -140 }],
])('does not fail at %s', (_name, point) => {
  expect(JSON.stringify(drawMap(point, 160, []))).not.toContain('NaN');
});

it('knows the country of a point, for its crisis line', () => {
  expect(countryAt(sanJose)).toBe('US');
  expect(countryAt({ latitude: 53.3331, longitude: -6.2489 })).toBe('IE');
  expect(countryAt({ latitude: 0, longitude: -140 })).toBeUndefined();
});
