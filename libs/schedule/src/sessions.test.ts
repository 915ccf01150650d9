import type { Series } from './series.js';
import { isSession, nextSessions, sessionAt, sessionsBetween } from './sessions.js';

const tuesdays: Series = {
  zone: 'America/New_York',
  firstStart: '2016-11-22T19:00',
  durationMinutes: 90,
  rule: 'FREQ=WEEKLY;BYDAY=TU',
  exceptions: [],
  overrides: [],
};
const series = (changes: Partial<Series>): Series => ({ ...tuesdays, ...changes });
const starts = (changes: Partial<Series>, from: string, count: number) =>
  nextSessions(series(changes), from, count).map((session) => session.localStart);

describe('nextSessions', () => {
  it('gives local and universal start, end and zone', () => {
    expect(nextSessions(tuesdays, '2026-11-23T00:00:00Z', 1)).toEqual([
      {
        session: '2026-11-24T19:00',
        start: '2026-11-25T00:00:00.000Z',
        end: '2026-11-25T01:30:00.000Z',
        localStart: '2026-11-24T19:00',
        zone: 'America/New_York',
      },
    ]);
  });

  it.each([
    ['FREQ=MONTHLY;BYDAY=1SA', ['2026-12-05T19:00', '2027-01-02T19:00']],
    ['FREQ=MONTHLY;BYDAY=-1SA', ['2026-11-28T19:00', '2026-12-26T19:00']],
    ['FREQ=MONTHLY;BYDAY=2TU,4TU', ['2026-11-24T19:00', '2026-12-08T19:00']],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH', ['2026-11-24T19:00', '2026-11-26T19:00', '2026-12-08T19:00']],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', ['2026-11-30T19:00', '2026-12-31T19:00']],
    ['FREQ=MONTHLY;BYMONTHDAY=31', ['2026-12-31T19:00', '2027-01-31T19:00', '2027-03-31T19:00']],
    ['FREQ=YEARLY;BYMONTH=1;BYDAY=2MO', ['2027-01-11T19:00']],
    ['FREQ=DAILY;BYDAY=MO,WE', ['2026-11-23T19:00', '2026-11-25T19:00']],
  ])('expands %s', (rule, expected) => {
    expect(starts({ rule }, '2026-11-23T00:00:00Z', expected.length)).toEqual(expected);
  });

  it('ends with COUNT, counted from the first start', () => {
    expect(starts({ rule: 'FREQ=WEEKLY;COUNT=3' }, '2016-11-25T00:00:00Z', 9)).toEqual([
      '2016-11-29T19:00',
      '2016-12-06T19:00',
    ]);
  });

  it.each([
    ['20261201', ['2026-11-24T19:00', '2026-12-01T19:00']],
    ['20261202T000000Z', ['2026-11-24T19:00', '2026-12-01T19:00']],
    ['20261201T235959Z', ['2026-11-24T19:00']],
  ])('ends with UNTIL=%s, inclusive', (until, expected) => {
    expect(starts({ rule: `FREQ=WEEKLY;UNTIL=${until}` }, '2026-11-23T00:00:00Z', 9)).toEqual(expected);
  });

  it('gives the first start alone without a rule', () => {
    expect(starts({ rule: null }, '2016-01-01T00:00:00Z', 5)).toEqual(['2016-11-22T19:00']);
    expect(starts({ rule: null }, '2016-11-23T00:00:01Z', 5)).toEqual([]);
  });

  it('takes less than a millisecond for a weekly group that began ten years ago', () => {
    for (let warm = 0; warm < 50; warm++) nextSessions(tuesdays, '2026-11-23T00:00:00Z', 5);
    const began = performance.now();
    for (let round = 0; round < 100; round++) nextSessions(tuesdays, '2026-11-23T00:00:00Z', 1);
    // The goal is 1 ms; the allowance is for a busy machine.
    expect((performance.now() - began) / 100).toBeLessThan(5);
  });
});

describe('daylight-saving time', () => {
  it('keeps the local time and moves the instant', () => {
    const around = sessionsBetween(tuesdays, '2026-10-27T00:00:00Z', '2026-11-05T00:00:00Z');
    expect(around.map((session) => session.start)).toEqual(['2026-10-27T23:00:00.000Z', '2026-11-04T00:00:00.000Z']);
  });

  it('takes the first of two equal local times', () => {
    const nights = series({ firstStart: '2026-10-25T01:30', rule: 'FREQ=WEEKLY' });
    expect(nextSessions(nights, '2026-11-01T00:00:00Z', 1)[0]?.start).toBe('2026-11-01T05:30:00.000Z');
  });

  it('skips a local time that does not exist, and does not count it', () => {
    const rule = 'FREQ=WEEKLY;COUNT=3';
    const expected = ['2026-03-01T02:30', '2026-03-15T02:30', '2026-03-22T02:30'];
    expect(starts({ firstStart: '2026-03-01T02:30', rule }, '2026-01-01T00:00:00Z', 9)).toEqual(expected);
  });

  it('does not move the whole series when the first start does not exist', () => {
    const gap = { firstStart: '2026-03-08T02:30', rule: 'FREQ=WEEKLY;COUNT=2' };
    expect(starts(gap, '2026-01-01T00:00:00Z', 9)).toEqual(['2026-03-15T02:30', '2026-03-22T02:30']);
    expect(isSession(series(gap), '2026-03-15T06:30:00Z')).toBe(true);
    const once = series({ firstStart: '2026-03-08T02:30', rule: null });
    expect(nextSessions(once, '2026-01-01T00:00:00Z', 1)[0]).toMatchObject({
      session: '2026-03-08T02:30',
      localStart: '2026-03-08T03:30',
    });
  });

  it('knows zones with half-hour changes and old names', () => {
    const lordHowe = { zone: 'Australia/Lord_Howe', firstStart: '2026-09-27T02:15', rule: 'FREQ=WEEKLY' };
    expect(starts(lordHowe, '2026-09-26T00:00:00Z', 2)).toEqual(['2026-09-27T02:15', '2026-10-11T02:15']);
    expect(starts({ zone: 'US/Eastern' }, '2026-11-23T00:00:00Z', 1)).toEqual(['2026-11-24T19:00']);
  });
});

describe('exceptions and overrides', () => {
  const changed = series({
    exceptions: ['2026-12-01T19:00', '2026-12-02T19:00'],
    overrides: [
      { session: '2026-12-08T19:00', start: '2026-12-10T18:00', durationMinutes: 60 },
      { session: '2026-12-15T19:00', durationMinutes: 30 },
      { session: '2026-12-16T19:00', start: '2026-12-17T19:00' },
      { session: '2026-12-01T19:00', start: '2026-12-03T19:00' },
    ],
  });

  it('leaves out cancelled sessions, moves moved ones, ignores what the rule does not give', () => {
    const found = sessionsBetween(changed, '2026-11-24T00:00:00Z', '2026-12-17T00:00:00Z');
    expect(
      found.map(({ session, localStart, start, end }) => [session, localStart, +new Date(end) - +new Date(start)]),
    ).toEqual([
      ['2026-11-24T19:00', '2026-11-24T19:00', 90 * 60_000],
      ['2026-12-08T19:00', '2026-12-10T18:00', 60 * 60_000],
      ['2026-12-15T19:00', '2026-12-15T19:00', 30 * 60_000],
    ]);
  });

  it('finds a session at its moved start only', () => {
    expect(sessionAt(changed, '2026-12-10T23:00:00Z')?.session).toBe('2026-12-08T19:00');
    expect(isSession(changed, '2026-12-09T00:00:00Z')).toBe(false);
    expect(isSession(changed, '2026-12-02T00:00:00Z')).toBe(false);
    expect(isSession(changed, '2026-12-04T00:00:00Z')).toBe(false);
    expect(isSession(changed, '2026-11-25T00:00:00Z')).toBe(true);
    expect(isSession(changed, '2026-11-25T00:00:00.001Z')).toBe(false);
  });

  it('brings a moved session into the window, and takes it out', () => {
    expect(sessionsBetween(changed, '2026-12-10T00:00:00Z', '2026-12-11T00:00:00Z')).toHaveLength(1);
    expect(sessionsBetween(changed, '2026-12-08T00:00:00Z', '2026-12-10T00:00:00Z')).toHaveLength(0);
  });

  it('holds the limit and refuses what is no instant', () => {
    expect(sessionsBetween(changed, 0, '2100-01-01T00:00:00Z', 3)).toHaveLength(3);
    expect(nextSessions(changed, 0, 0)).toEqual([]);
    expect(() => nextSessions(changed, 'soon', 1)).toThrow(RangeError);
  });
});
