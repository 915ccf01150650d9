import { RuleProblem } from './rule-problem.js';

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;
export type Frequency = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
/** `ordinal` counts within the month, -1 being the last; null means every such weekday. */
export type RuleDay = { readonly ordinal: number | null; readonly weekday: Weekday };

/** The parts of RFC 5545 §3.3.10 that a support group needs; anything else is refused by name. */
export type Rule = {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count: number | null;
  /** As written: `20261231` or `20261231T235959Z`; inclusive. */
  readonly until: string | null;
  readonly days: readonly RuleDay[];
  readonly monthDays: readonly number[];
  readonly months: readonly number[];
  readonly positions: readonly number[];
  readonly weekStart: Weekday | null;
};

const weekdayCodes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

const subDaily = ['HOURLY', 'MINUTELY', 'SECONDLY'];
const known = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'BYSETPOS', 'WKST'];
const unsupported = ['BYHOUR', 'BYMINUTE', 'BYSECOND', 'BYWEEKNO', 'BYYEARDAY', 'RSCALE', 'SKIP'];

/**
 * Reads an RRULE value without the `RRULE:` prefix, such as `FREQ=MONTHLY;BYDAY=1SA`.
 * Throws RuleProblem, whose message is fit for the person who wrote the rule.
 */
export function parseRule(text: string): Rule {
  const parts = splitParts(text);
  const rule: Rule = {
    frequency: parseFrequency(parts.get('FREQ')),
    interval: parts.has('INTERVAL') ? wholeNumber('INTERVAL', parts.get('INTERVAL') ?? '', 1, 400) : 1,
    count: parts.has('COUNT') ? wholeNumber('COUNT', parts.get('COUNT') ?? '', 1, 500) : null,
    until: parts.has('UNTIL') ? parseUntil(parts.get('UNTIL') ?? '') : null,
    days: list(parts, 'BYDAY').map(parseDay),
    monthDays: list(parts, 'BYMONTHDAY').map((day) => ordinal('BYMONTHDAY', day, 31)),
    months: list(parts, 'BYMONTH').map((month) => wholeNumber('BYMONTH', month, 1, 12)),
    positions: list(parts, 'BYSETPOS').map((position) => ordinal('BYSETPOS', position, 366)),
    weekStart: parts.has('WKST') ? parseWeekday('WKST', parts.get('WKST') ?? '') : null,
  };
  checkCombination(rule);
  return rule;
}

/** The canonical text of a rule; `parseRule(formatRule(rule))` equals `rule`. */
export function formatRule(rule: Rule): string {
  const day = ({ ordinal: nth, weekday }: RuleDay) => `${nth ?? ''}${weekdayCodes[weekday - 1]}`;
  const parts = [`FREQ=${rule.frequency}`, `INTERVAL=${rule.interval}`];
  if (rule.count !== null) parts.push(`COUNT=${rule.count}`);
  if (rule.until !== null) parts.push(`UNTIL=${rule.until}`);
  if (rule.months.length > 0) parts.push(`BYMONTH=${rule.months.join(',')}`);
  if (rule.monthDays.length > 0) parts.push(`BYMONTHDAY=${rule.monthDays.join(',')}`);
  if (rule.days.length > 0) parts.push(`BYDAY=${rule.days.map(day).join(',')}`);
  if (rule.positions.length > 0) parts.push(`BYSETPOS=${rule.positions.join(',')}`);
  if (rule.weekStart !== null) parts.push(`WKST=${weekdayCodes[rule.weekStart - 1]}`);
  return parts.join(';');
}

function splitParts(text: string): Map<string, string> {
  if (/^RRULE:/i.test(text)) throw new RuleProblem('write the rule without the prefix RRULE:');
  const parts = new Map<string, string>();
  for (const part of text.toUpperCase().split(';')) {
    const [name = '', value, ...rest] = part.split('=');
    if (unsupported.includes(name)) throw new RuleProblem(`${name} is not supported`);
    if (value === undefined || value === '' || rest.length > 0 || !known.includes(name)) {
      throw new RuleProblem(`"${part}" is not a rule part such as FREQ=WEEKLY or BYDAY=TU`);
    }
    if (parts.has(name)) throw new RuleProblem(`${name} stands twice`);
    parts.set(name, value);
  }
  return parts;
}

function parseFrequency(value: string | undefined): Frequency {
  if (value === undefined) throw new RuleProblem('FREQ is missing');
  if (subDaily.includes(value)) throw new RuleProblem(`FREQ=${value} is not supported: the shortest step is a day`);
  if (value === 'DAILY' || value === 'WEEKLY' || value === 'MONTHLY' || value === 'YEARLY') return value;
  throw new RuleProblem('FREQ must be DAILY, WEEKLY, MONTHLY or YEARLY');
}

function parseUntil(value: string): string {
  const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})Z)?$/.exec(value);
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = match ?? [];
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const time = match ? new Date(written) : new Date(NaN);
  if (Number.isNaN(time.getTime()) || time.toISOString() !== written) {
    throw new RuleProblem('UNTIL must be a date (20261231) or a UTC date-time (20261231T235959Z)');
  }
  return value;
}

function parseDay(value: string): RuleDay {
  const match = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(value);
  if (!match) throw new RuleProblem(`BYDAY: "${value}" is not a weekday such as TU, 1SA or -1SA`);
  return {
    ordinal: match[1] === undefined ? null : ordinal('BYDAY', match[1], 5),
    weekday: parseWeekday('BYDAY', match[2] ?? ''),
  };
}

function parseWeekday(part: string, code: string): Weekday {
  const index = weekdayCodes.findIndex((known) => known === code);
  if (index < 0) throw new RuleProblem(`${part}: "${code}" is not a weekday such as MO`);
  return (index + 1) as Weekday;
}

function list(parts: Map<string, string>, name: string): string[] {
  const values = parts.get(name)?.split(',') ?? [];
  if (new Set(values).size < values.length) throw new RuleProblem(`${name} names a value twice`);
  return values;
}

function wholeNumber(part: string, value: string, min: number, max: number): number {
  const number = /^\d{1,6}$/.test(value) ? Number(value) : NaN;
  if (!(number >= min && number <= max)) throw new RuleProblem(`${part} must be a whole number from ${min} to ${max}`);
  return number;
}

function ordinal(part: string, value: string, max: number): number {
  const number = /^[+-]?\d{1,3}$/.test(value) ? Number(value) : 0;
  if (number === 0 || Math.abs(number) > max) {
    throw new RuleProblem(`${part} must count from 1 to ${max}, or from -1 to -${max} from the end`);
  }
  return number;
}

function checkCombination(rule: Rule): void {
  const monthly = rule.frequency === 'MONTHLY' || rule.frequency === 'YEARLY';
  if (rule.count !== null && rule.until !== null) throw new RuleProblem('COUNT and UNTIL exclude each other');
  if (!monthly && rule.days.some((day) => day.ordinal !== null)) {
    throw new RuleProblem(`BYDAY with a number needs FREQ=MONTHLY or YEARLY, not ${rule.frequency}`);
  }
  if (!monthly && rule.monthDays.length > 0) throw new RuleProblem('BYMONTHDAY needs FREQ=MONTHLY or YEARLY');
  if (!monthly && rule.positions.length > 0) throw new RuleProblem('BYSETPOS needs FREQ=MONTHLY or YEARLY');
  if (rule.positions.length > 0 && rule.days.length + rule.monthDays.length + rule.months.length === 0) {
    throw new RuleProblem('BYSETPOS needs BYDAY, BYMONTHDAY or BYMONTH');
  }
  if (rule.frequency === 'YEARLY' && rule.days.length > 0 && rule.months.length === 0) {
    throw new RuleProblem('BYDAY with FREQ=YEARLY needs BYMONTH');
  }
}
