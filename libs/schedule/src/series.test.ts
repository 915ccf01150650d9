import { seriesSchema } from './series.js';

const good = {
  zone: 'Europe/Madrid',
  firstStart: '2026-11-24T19:00',
  durationMinutes: 60,
  rule: 'FREQ=WEEKLY;BYDAY=TU',
  exceptions: [],
  overrides: [],
};
const problems = (changes: object) =>
  seriesSchema
    .safeParse({ ...good, ...changes })
    .error?.issues.map(({ path, message }) => `${path.join('/')}: ${message}`);

describe('seriesSchema', () => {
  it.each([
    'FREQ=WEEKLY',
    'freq=weekly;byday=tu',
    'FREQ=MONTHLY;BYDAY=1SA,-1SA',
    'FREQ=WEEKLY;UNTIL=20270101;WKST=SU',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
    'FREQ=WEEKLY;BYMONTH=9,10,11;BYDAY=TU;COUNT=12',
    null,
  ])('takes %s', (rule) => {
    expect(problems({ rule })).toBeUndefined();
  });

  it.each([
    ['', '"" is not a rule part such as FREQ=WEEKLY or BYDAY=TU'],
    ['every Tuesday', '"EVERY TUESDAY" is not a rule part such as FREQ=WEEKLY or BYDAY=TU'],
    ['RRULE:FREQ=WEEKLY', 'write the rule without the prefix RRULE:'],
    ['BYDAY=TU', 'FREQ is missing'],
    ['FREQ=FORTNIGHTLY', 'FREQ must be DAILY, WEEKLY, MONTHLY or YEARLY'],
    ['FREQ=HOURLY', 'FREQ=HOURLY is not supported: the shortest step is a day'],
    ['FREQ=WEEKLY;BYHOUR=9', 'BYHOUR is not supported'],
    ['FREQ=YEARLY;BYWEEKNO=3', 'BYWEEKNO is not supported'],
    ['FREQ=WEEKLY;BYDAY=XX', 'BYDAY: "XX" is not a weekday such as TU, 1SA or -1SA'],
    ['FREQ=WEEKLY;BYDAY=1TU', 'BYDAY with a number needs FREQ=MONTHLY or YEARLY, not WEEKLY'],
    ['FREQ=MONTHLY;BYDAY=6SA', 'BYDAY must count from 1 to 5, or from -1 to -5 from the end'],
    ['FREQ=MONTHLY;BYMONTHDAY=0', 'BYMONTHDAY must count from 1 to 31, or from -1 to -31 from the end'],
    ['FREQ=WEEKLY;INTERVAL=0', 'INTERVAL must be a whole number from 1 to 400'],
    ['FREQ=WEEKLY;COUNT=-3', 'COUNT must be a whole number from 1 to 500'],
    ['FREQ=WEEKLY;COUNT=3;UNTIL=20270101', 'COUNT and UNTIL exclude each other'],
    ['FREQ=WEEKLY;FREQ=DAILY', 'FREQ stands twice'],
    ['FREQ=WEEKLY;BYDAY=TU,TU', 'BYDAY names a value twice'],
    ['FREQ=WEEKLY;UNTIL=20270230', 'UNTIL must be a date (20261231) or a UTC date-time (20261231T235959Z)'],
    [
      'FREQ=WEEKLY\nEXDATE:20261124',
      '"FREQ=WEEKLY\nEXDATE:20261124" is not a rule part such as FREQ=WEEKLY or BYDAY=TU',
    ],
    ['FREQ=DAILY;INTERVAL=7;BYDAY=MO', 'gives no session at all from the first start on'],
    ['FREQ=WEEKLY;UNTIL=20200101', 'gives no session at all from the first start on'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'gives no session at all from the first start on'],
  ])('refuses %j', (rule, message) => {
    const found = problems({ rule });
    expect(found).toHaveLength(1);
    expect(found?.[0]).toContain('rule: ');
    if (!rule.includes('\n')) expect(found).toEqual([`rule: ${message}`]);
  });

  it('refuses impossible rules quickly', () => {
    const began = performance.now();
    for (const rule of [
      'FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1',
      'FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=3',
      'FREQ=DAILY;INTERVAL=400;BYMONTH=2;BYDAY=MO;UNTIL=99991231',
    ])
      problems({ rule });
    expect(performance.now() - began).toBeLessThan(2000);
  });

  it('names the field of every other mistake', () => {
    expect(problems({ zone: 'Mars/Olympus' })).toEqual(['zone: must be an IANA time zone such as America/New_York']);
    expect(problems({ zone: '+01:00' })).toHaveLength(1);
    expect(problems({ zone: 'america/new_york' })).toHaveLength(1);
    expect(problems({ zone: 'US/Eastern' })).toBeUndefined();
    expect(problems({ firstStart: '9999-12-31T19:00' })).toEqual(['firstStart: must be in a year from 1900 to 2199']);
    expect(problems({ firstStart: '2026-02-30T19:00' })).toEqual(['firstStart: must be a date and time that exist']);
    expect(problems({ exceptions: ['tomorrow'] })?.[0]).toContain('exceptions/0: ');
    const override = { session: '2026-12-01T19:00', durationMinutes: 30 };
    expect(problems({ overrides: [override, override] })).toEqual([
      'overrides/1/session: changes the same session again',
    ]);
  });
});
