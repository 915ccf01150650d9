import type { Session } from '../api/types.js';

/** A session in its group's own zone: "Tue, Nov 24, 2026, 7:00 – 8:00 PM", whoever reads it wherever. */
export function sessionText({ start, end, zone }: Session, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: zone,
  }).formatRange(new Date(start), new Date(end));
}
