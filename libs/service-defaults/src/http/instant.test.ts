import { instant } from './instant.js';

it.each([
  ['2026-11-26T12:00:00Z', false, true],
  ['0001-01-01T00:00:00Z', false, true],
  ['0000-01-01T00:00:00Z', false, false],
  ['0000-12-31T23:59:59+01:00', true, false],
  ['2026-11-26T12:00:00+01:00', true, true],
  ['2026-11-26T12:00:00+01:00', false, false],
  ['2026-11-26T12:00:00-15:59', true, true],
  ['2026-11-26T12:00:00+16:00', true, false],
  ['9999-12-31T23:59:59+23:59', true, false],
  ['2026-02-30T12:00:00Z', false, false],
])('%s (any offset: %s) is taken: %s', (text, offset, isTaken) => {
  expect(instant({ offset }).safeParse(text).success).toBe(isTaken);
});
