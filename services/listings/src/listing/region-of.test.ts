import { contentWith } from './content.fixture.js';
import { regionOf } from './region-of.js';

it.each([
  ['US', 'CA', 'US-CA'],
  ['us', 'ca', 'US-CA'],
  ['US', 'California', 'US'],
  ['IE', null, 'IE'],
  [null, 'CA', null],
  ['1!', 'CA', null],
])('%s, %s: %s', (country, region, expected) => {
  const { venue } = contentWith();
  expect(regionOf({ venue: venue && { ...venue, country, region } })).toBe(expected);
});

it('knows no region of a group that meets nowhere', () => {
  expect(regionOf({ venue: null })).toBeNull();
});
