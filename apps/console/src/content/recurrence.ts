import type { PublicContent } from '@opencircle/contracts';
import type { TranslateFunction } from 'react-admin';

type Series = PublicContent['series'];
const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/**
 * The rule in words for the shapes that groups really have: weekly, every n weeks, nth weekday of the month.
 * Any other RRULE is shown as it is, which is better than a wrong sentence.
 */
export function recurrenceText({ rule, firstStart }: Series, translate: TranslateFunction, locale: string): string {
  if (rule === null) return translate('recurrence.once', { date: localDate(firstStart, locale) });
  const parts = new Map(rule.split(';').map((part) => part.split('=', 2) as [string, string]));
  const { freq, byday, interval } = {
    freq: parts.get('FREQ'),
    byday: parts.get('BYDAY')?.split(',') ?? [],
    interval: Number(parts.get('INTERVAL') ?? 1),
  };
  const known = ['FREQ', 'BYDAY', 'INTERVAL', 'WKST'];
  const plain = [...parts.keys()].every((name) => known.includes(name));
  const matched = byday.map((day) => /^([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)$/.exec(day));
  if (!plain || matched.some((day) => day === null)) return rule;
  const names = matched.map((day) => ({ nth: Number(day?.[1] ?? 0), name: weekday(day?.[2] ?? '', locale) }));
  const list = (items: string[]) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items);

  if (freq === 'WEEKLY' && names.every(({ nth }) => nth === 0)) {
    const on = names.length > 0 ? list(names.map(({ name }) => name)) : weekdayOfDate(firstStart, locale);
    return translate('recurrence.weekly', { smart_count: interval, days: on });
  }
  if (freq === 'MONTHLY' && interval === 1 && names.length > 0 && names.every(({ nth }) => nth !== 0)) {
    const on = names.map(({ nth, name }) => translate('recurrence.nth', { nth: translate(`nth.${nth}`), day: name }));
    return translate('recurrence.monthly', { days: list(on) });
  }
  return rule;
}

/** A day of the week by its RFC 5545 code. */
function weekday(code: string, locale: string): string {
  const monday = Date.UTC(2024, 0, 1);
  const day = new Date(monday + days.indexOf(code) * 86_400_000);
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(day);
}

function weekdayOfDate(local: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(new Date(`${local}Z`));
}

function localDate(local: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${local}Z`));
}

/** "7:00 PM", the wall-clock time of a local date and time. */
export function localTime(local: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' }).format(new Date(`${local}Z`));
}
