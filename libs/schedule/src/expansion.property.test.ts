import fc from 'fast-check';
import { givesAnySession } from './recurrence.js';
import { parseRule, type Rule } from './rule.js';
import type { Series } from './series.js';
import { sessionsBetween } from './sessions.js';
import { instantOf, localOf } from './wall-clock.js';

const day = 86_400_000;
const zones = ['America/New_York', 'Europe/Madrid', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC'];

/** Walks day by day from the first start and asks of each whether the rule names it: slow, and plainly right. */
function naive(series: Series, from: number, to: number): string[] {
  const rule = parseRule(series.rule ?? '');
  const first = Date.parse(`${series.firstStart.slice(0, 10)}T00:00Z`);
  const found: string[] = [];
  let counted = 0;
  for (let date = first; date < to + 2 * day; date += day) {
    if (!names(rule, date, first)) continue;
    const local = `${new Date(date).toISOString().slice(0, 10)}${series.firstStart.slice(10)}`;
    const start = instantOf(local, series.zone);
    if (localOf(start, series.zone) !== local) continue;
    if (rule.count !== null && ++counted > rule.count) break;
    if (rule.until !== null && local.slice(0, 10).replaceAll('-', '') > rule.until) break;
    if (start >= from && start < to && !series.exceptions.includes(local)) found.push(local);
  }
  return found;
}

function names(rule: Rule, date: number, first: number): boolean {
  const at = new Date(date);
  const weekday = at.getUTCDay() || 7;
  if (rule.months.length > 0 && !rule.months.includes(at.getUTCMonth() + 1)) return false;
  if (rule.frequency === 'DAILY') {
    return ((date - first) / day) % rule.interval === 0 && (rule.days.length === 0 || has(rule, weekday, null));
  }
  if (rule.frequency === 'WEEKLY') {
    const monday = (time: number) => Math.floor((time / day + 3) / 7);
    if ((monday(date) - monday(first)) % rule.interval !== 0) return false;
    return rule.days.length === 0 ? weekday === (new Date(first).getUTCDay() || 7) : has(rule, weekday, null);
  }
  const began = new Date(first);
  const month = (at.getUTCFullYear() - began.getUTCFullYear()) * 12 + at.getUTCMonth() - began.getUTCMonth();
  if (month % rule.interval !== 0) return false;
  const length = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
  const number = at.getUTCDate();
  if (rule.monthDays.length > 0) return rule.monthDays.some((nth) => nth === number || nth === number - length - 1);
  const [front, back] = [Math.ceil(number / 7), -Math.ceil((length - number + 1) / 7)];
  return has(rule, weekday, null) || has(rule, weekday, front) || has(rule, weekday, back);
}

function has(rule: Rule, weekday: number, ordinal: number | null): boolean {
  return rule.days.some((known) => known.weekday === weekday && known.ordinal === ordinal);
}

const weekdays = fc.subarray(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'], { minLength: 1 });
const months = fc.option(fc.subarray(['1', '3', '4', '10', '11'], { minLength: 1 }), { nil: undefined, freq: 3 });
const byDay = weekdays.map((days) => `;BYDAY=${days.join(',')}`);
const nth = fc.constantFrom('1', '2', '-1', '5', '');
const pattern = fc.oneof(
  fc.constant('FREQ=DAILY'),
  fc.constant('FREQ=WEEKLY'),
  byDay.map((days) => `FREQ=WEEKLY${days}`),
  byDay.map((days) => `FREQ=DAILY${days}`),
  fc
    .tuple(nth, weekdays)
    .map(([ordinal, days]) => `FREQ=MONTHLY;BYDAY=${days.map((name) => ordinal + name).join(',')}`),
  fc.constantFrom('1', '15', '31', '-1', '29,-2').map((days) => `FREQ=MONTHLY;BYMONTHDAY=${days}`),
);
const end = fc.oneof(
  fc.constant(''),
  fc.integer({ min: 1, max: 60 }).map((count) => `;COUNT=${count}`),
  fc.constantFrom(';UNTIL=20261115', ';UNTIL=20270308'),
);
const someSeries = fc
  .record({
    zone: fc.constantFrom(...zones),
    pattern,
    months,
    interval: fc.integer({ min: 1, max: 4 }),
    end,
    firstDay: fc.integer({ min: 0, max: 700 }),
    time: fc.constantFrom('19:00', '01:30', '02:15', '02:30', '00:00', '23:45'),
  })
  .map(({ zone, firstDay, time, ...parts }): Series => {
    const date = new Date(Date.UTC(2025, 0, 1) + firstDay * day).toISOString().slice(0, 10);
    const only = parts.months ? `;BYMONTH=${parts.months.join(',')}` : '';
    return {
      zone,
      firstStart: `${date}T${time}`,
      durationMinutes: 60,
      rule: `${parts.pattern};INTERVAL=${parts.interval}${only}${parts.end}`,
      exceptions: [`${date}T${time}`],
      overrides: [],
    };
  });
const window = fc.record({ from: fc.integer({ min: -100, max: 900 }), days: fc.integer({ min: 1, max: 200 }) });

describe('sessionsBetween', () => {
  it('equals a day-by-day walk from the first start', () => {
    fc.assert(
      fc.property(someSeries, window, (series, { from, days }) => {
        fc.pre(givesAnySession(series));
        const [start, end] = [Date.UTC(2025, 0, 1) + from * day, Date.UTC(2025, 0, 1) + (from + days) * day];
        const found = sessionsBetween(series, start, end).map((session) => session.session);
        expect(found).toEqual(naive(series, start, end));
      }),
      { numRuns: 300, seed: 20261123 },
    );
  }, 60_000);
});
