import tzLookup from '@photostructure/tz-lookup';
import type { ListingContent } from '../../listing/listing-content.js';
import { hint, warning, type CaseCheck } from './case-check.js';

const LONG_MINUTES = 240;
const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const NAMES = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const DAY = 'mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?';
/** "first Saturday", "2nd & 4th Tue", "last Friday of the month", "monthly", "every other week". */
const NOT_WEEKLY = new RegExp(
  `\\b(?:(?:1st|2nd|3rd|4th|5th|first|second|third|fourth|fifth|last)\\s+(?:${DAY})\\b|monthly\\b|bi-?weekly\\b|every other\\b|once a month\\b|of (?:the|each|every) month\\b)`,
  'i',
);

/** Times that were probably meant otherwise: very long, at night, or not what name and notes say. */
export function suspiciousSeries(content: ListingContent): CaseCheck[] {
  const { series } = content;
  const checks: CaseCheck[] = [];
  if (series.durationMinutes > LONG_MINUTES) {
    checks.push(warning('session-long', `A session lasts ${hours(series.durationMinutes)}.`));
  }
  if (isWeekly(series.rule) && NOT_WEEKLY.test(`${content.name}\n${content.description}`)) {
    checks.push(warning('rule-doubtful', 'The rule is weekly, but the words speak of single weeks of a month.'));
  }
  if (namesAnotherDay(content)) {
    checks.push(warning('day-contradicts-name', 'The name speaks of another weekday than the schedule.'));
  }
  const hour = Number(series.firstStart.slice(11, 13));
  if (hour >= 1 && hour < 5) checks.push(hint('night-time', `It starts at ${series.firstStart.slice(11)}.`));
  return [...checks, ...zoneOfAnotherPlace(content)];
}

function isWeekly(rule: string | null): boolean {
  return rule !== null && /FREQ=(?:WEEKLY|DAILY)/.test(rule) && !/INTERVAL=(?!1\b)/.test(rule);
}

function namesAnotherDay({ name, series }: ListingContent): boolean {
  const days = /BYDAY=([^;]+)/.exec(series.rule ?? '')?.[1]?.split(',').map((day) => day.slice(-2)); // prettier-ignore
  if (days === undefined) return false;
  const named = NAMES.flatMap((day, index) => (new RegExp(`\\b${day}s?\\b`, 'i').test(name) ? [WEEKDAYS[index]] : []));
  return named.length > 0 && !named.some((day) => days.includes(day as string));
}

/** A wrong zone moves every session by hours, and nobody sees it. */
function zoneOfAnotherPlace({ venue, series }: ListingContent): CaseCheck[] {
  const point = venue?.point ?? null;
  if (point === null) return [];
  const local = tzLookup(point.latitude, point.longitude);
  if (local === series.zone) return [];
  const at = new Date(`${series.firstStart}:00Z`);
  return offset(local, at) === offset(series.zone, at)
    ? []
    : [warning('zone-contradicts-place', `The times are in ${series.zone}, but the venue lies in ${local}.`)];
}

function offset(zone: string, at: Date): string | undefined {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value;
}

function hours(minutes: number): string {
  return minutes % 60 === 0 ? `${minutes / 60} hours` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
