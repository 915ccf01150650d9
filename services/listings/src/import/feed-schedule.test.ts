import { firstStart, readSchedule, weeklyRule } from './feed-schedule.js';
import { RowReport } from './row-report.js';

function read(row: Record<string, unknown>) {
  const report = new RowReport();
  const schedule = readSchedule({ day: 1, time: '19:00', end_time: '20:00', ...row }, 60, report);
  const told = [...report.problems, ...report.notices].map(({ pointer, rule }) => `${pointer} ${rule}`);
  return { schedule, told };
}

describe('day', () => {
  test.each([
    [0, [0]],
    ['6', [6]],
    [' 3 ', [3]],
    [
      [5, '1', 5],
      [1, 5],
    ],
  ])('%j is taken', (day, days) => expect(read({ day }).schedule?.days).toEqual(days));

  test.each([
    [7, '/day range'],
    [-1, '/day range'],
    [1.5, '/day range'],
    ['7', '/day range'],
    ['Monday', '/day type'],
    [{}, '/day type'],
    [true, '/day type'],
    [[1, 7], '/day/1 range'],
    [[[1]], '/day/0 type'],
    [[], '/day required'],
    ['', '/day required'],
    [null, '/day required'],
    [undefined, '/day required'],
  ])('%j is refused', (day, told) => expect(read({ day })).toEqual({ schedule: undefined, told: [told] }));
});

describe('time', () => {
  test.each([
    ['00:00', 0],
    ['7:05', 425],
    ['19:00:00', 1140],
    ['7:30 pm', 1170],
    ['12:00 am', 0],
    ['12:15 PM', 735],
    ['11:00 p.m.', 1380],
  ])('%s is taken', (time, minute) => expect(read({ time, end_time: '' }).schedule?.startMinute).toBe(minute));

  test.each([['25:00'], ['24:00'], ['19:60'], ['13:00 pm'], ['0:30 am'], ['noon'], [1900], [['19:00']], ['19']])(
    '%j is refused',
    (time) => expect(read({ time })).toEqual({ schedule: undefined, told: ['/time time'] }),
  );

  test('missing is refused as by appointment', () => {
    expect(read({ day: undefined, time: undefined }).told).toEqual(['/day required', '/time required']);
  });
});

describe('end_time', () => {
  test.each([
    ['20:30', 90, []],
    ['', 60, ['/end_time default-duration']],
    [null, 60, ['/end_time default-duration']],
    ['19:00', 60, ['/end_time default-duration']],
    ['19:02', 60, ['/end_time default-duration']],
    ['00:30', 330, ['/end_time past-midnight']],
  ])('%j gives %i minutes', (end_time, minutes, told) => {
    const reading = read({ end_time });
    expect(reading.schedule?.durationMinutes).toBe(minutes);
    expect(reading.told).toEqual(told);
  });

  test('impossible is refused', () => expect(read({ end_time: '25:00' }).told).toEqual(['/end_time time']));
});

test('several days are one weekly rule', () => expect(weeklyRule([0, 3, 6])).toBe('FREQ=WEEKLY;BYDAY=SU,WE,SA'));

describe('the first start', () => {
  const at = { days: [1, 4], startMinute: 1140, durationMinutes: 60 };

  test.each([
    ['2026-11-23T12:00:00Z', 'America/New_York', '2026-11-23T19:00'],
    ['2026-11-24T12:00:00Z', 'America/New_York', '2026-11-26T19:00'],
    ['2026-11-23T02:00:00Z', 'America/New_York', '2026-11-23T19:00'],
    ['2026-11-23T23:00:00Z', 'Pacific/Auckland', '2026-11-26T19:00'],
    ['2026-12-29T12:00:00Z', 'Europe/Madrid', '2026-12-31T19:00'],
  ])('from %s in %s is %s', (from, zone, start) => expect(firstStart(at, zone, new Date(from))).toBe(start));
});
