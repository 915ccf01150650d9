import type { FeedRow, RowReport } from './row-report.js';

/** Meeting Guide counts days from Sunday = 0; RFC 5545 names them. */
const DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;
const MINUTES_A_DAY = 1440;
const SHORTEST = 5;

export type FeedSchedule = { days: number[]; startMinute: number; durationMinutes: number };

/** Days, start and duration of a weekly meeting; undefined when the row must be refused (the report says why). */
export function readSchedule(row: FeedRow, defaultDuration: number, report: RowReport): FeedSchedule | undefined {
  const days = readDays(row, report);
  const start = readTime(row, 'time', report);
  const end = isMissing(row['end_time']) ? null : readTime(row, 'end_time', report);
  if (days === undefined || start === undefined || end === undefined) return undefined;
  return { days, startMinute: start, durationMinutes: durationOf(start, end, defaultDuration, report) };
}

/** The RRULE of a weekly meeting on these days. */
export function weeklyRule(days: readonly number[]): string {
  return `FREQ=WEEKLY;BYDAY=${days.map((day) => DAYS[day]).join(',')}`;
}

/** The first start on or after the day that `from` is in the zone, as local date and time. */
export function firstStart(schedule: FeedSchedule, zone: string, from: Date): string {
  const local = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(from);
  const midnight = Date.parse(`${local}T00:00:00Z`);
  const weekday = new Date(midnight).getUTCDay();
  const wait = Math.min(...schedule.days.map((day) => (day - weekday + 7) % 7));
  const start = new Date(midnight + (wait * MINUTES_A_DAY + schedule.startMinute) * 60_000);
  return start.toISOString().slice(0, 16);
}

function readDays(row: FeedRow, report: RowReport): number[] | undefined {
  const value = row['day'];
  const listed = Array.isArray(value) ? (value as unknown[]) : isMissing(value) ? [] : [value];
  if (listed.length === 0) {
    report.refuse('/day', 'required', 'day is missing: a meeting by appointment has no sessions to list.');
    return undefined;
  }
  const days = listed.map((entry, index) => readDay(entry, Array.isArray(value) ? `/day/${index}` : '/day', report));
  if (!days.every((day) => day !== undefined)) return undefined;
  return [...new Set(days)].sort((a, b) => a - b);
}

function readDay(entry: unknown, pointer: string, report: RowReport): number | undefined {
  const day = typeof entry === 'string' && /^\s*\d{1,3}\s*$/.test(entry) ? Number(entry) : entry;
  if (typeof day === 'number' && Number.isInteger(day) && day >= 0 && day <= 6) return day;
  const rule = typeof day === 'number' ? 'range' : 'type';
  report.refuse(pointer, rule, 'day must be a number from 0 (Sunday) to 6 (Saturday).');
  return undefined;
}

/** Minutes after midnight of `19:00`, `7:00`, `19:00:00` or `7:00 pm`. */
function readTime(row: FeedRow, field: 'time' | 'end_time', report: RowReport): number | undefined {
  const value = row[field];
  if (isMissing(value)) {
    report.refuse(`/${field}`, 'required', `${field} is missing: a meeting by appointment has no sessions to list.`);
    return undefined;
  }
  const minute = typeof value === 'string' ? minuteOf(value.trim()) : undefined;
  if (minute === undefined) report.refuse(`/${field}`, 'time', `${field} must be a time of day such as 19:00.`);
  return minute;
}

function minuteOf(text: string): number | undefined {
  const parts = /^(\d{1,2}):(\d{2})(?::\d{2})?\s*([ap]\.?m\.?)?$/i.exec(text);
  if (parts === null) return undefined;
  const [, hours, minutes, half] = parts;
  const minute = Number(minutes);
  const hour = half === undefined ? Number(hours) : hourOfHalfDay(Number(hours), half);
  return hour > 23 || minute > 59 ? undefined : hour * 60 + minute;
}

function hourOfHalfDay(hour: number, half: string): number {
  if (hour < 1 || hour > 12) return Number.POSITIVE_INFINITY;
  return (hour % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0);
}

function durationOf(start: number, end: number | null, standard: number, report: RowReport): number {
  if (end === null) {
    report.notice('/end_time', 'default-duration', `end_time is missing; ${standard} minutes were assumed.`);
    return standard;
  }
  if (end >= start && end - start < SHORTEST) {
    report.notice('/end_time', 'default-duration', `end_time is the start; ${standard} minutes were assumed.`);
    return standard;
  }
  if (end > start) return end - start;
  report.notice('/end_time', 'past-midnight', 'end_time is before time: the meeting was taken to pass midnight.');
  return end + MINUTES_A_DAY - start;
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}
