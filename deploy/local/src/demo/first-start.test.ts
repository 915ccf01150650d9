import { scheduleOf } from './first-start.js';

test.each([
  ['TH', 'FREQ=WEEKLY;BYDAY=TH', '2026-01-01'],
  ['TU', 'FREQ=WEEKLY;BYDAY=TU', '2026-01-06'],
  ['2WE', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE', '2026-01-07'],
  ['1SA of month', 'FREQ=MONTHLY;BYDAY=1SA', '2026-01-03'],
  ['4MO of month', 'FREQ=MONTHLY;BYDAY=4MO', '2026-01-26'],
] as const)('%s starts on the right day', (rhythm, rule, day) => {
  expect(scheduleOf(rhythm)).toEqual({ rule, day });
});
