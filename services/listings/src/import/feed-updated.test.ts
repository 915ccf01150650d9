import { readUpdated } from './feed-updated.js';
import { RowReport } from './row-report.js';

const now = new Date('2026-11-23T12:00:00Z');

test.each([
  ['2023-08-22 21:56:56', '2023-08-22T21:56:56.000Z'],
  ['2023-08-22', '2023-08-22T00:00:00.000Z'],
  ['2023-08-22T21:56:56Z', '2023-08-22T21:56:56.000Z'],
  ['2023-08-22T21:56:56+02:00', '2023-08-22T19:56:56.000Z'],
  ['8/2/2023', '2023-08-02T00:00:00.000Z'],
  ['08/22/2023 9:56 pm', '2023-08-22T21:56:00.000Z'],
  [1_692_741_416, '2023-08-22T21:56:56.000Z'],
  [1_692_741_416_000, '2023-08-22T21:56:56.000Z'],
  ['1692741416', '2023-08-22T21:56:56.000Z'],
])('%j is read', (updated, instant) => {
  const report = new RowReport();
  expect(readUpdated({ updated }, now, report)).toBe(instant);
  expect(report.notices).toEqual([]);
});

test.each([
  ['last week', 'format'],
  ['2023-02-30', 'format'],
  ['0000-00-00 00:00:00', 'format'],
  [{}, 'format'],
  ['2031-01-01', 'range'],
  [7, 'range'],
  [1e300, 'format'],
])('%j is left out', (updated, rule) => {
  const report = new RowReport();
  expect(readUpdated({ updated }, now, report)).toBeNull();
  expect(report.notices).toMatchObject([{ pointer: '/updated', rule }]);
});

test('missing is nothing to tell', () => {
  const report = new RowReport();
  expect(readUpdated({ updated: '' }, now, report)).toBeNull();
  expect(report.notices).toEqual([]);
});
