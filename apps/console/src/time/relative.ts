const DAY = 86_400_000;
const units = [
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** "in 3 hours", "2 days ago"; under a minute it is "now". Days are those of the calendar: a week from now is "in 7 days" all day long. */
export function relativeTime(instant: string, now: number, locale: string): string {
  const distance = Date.parse(instant) - now;
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  if (Math.abs(distance) >= DAY) return words.format(calendarDays(now, Date.parse(instant)), 'day');
  for (const [unit, ms] of units) {
    if (Math.abs(distance) >= ms) return words.format(Math.trunc(distance / ms), unit);
  }
  return words.format(0, 'second');
}

/** Since when something is: "today", "yesterday", else the date. */
export function sinceWhen(instant: string, now: number, locale: string): string {
  const days = calendarDays(now, Date.parse(instant));
  if (days === 0 || days === -1) return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day');
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(new Date(instant));
}

/** How many midnights of the reader lie between. */
function calendarDays(from: number, to: number): number {
  const dayOf = (instant: number) => {
    const date = new Date(instant);
    return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY;
  };
  return dayOf(to) - dayOf(from);
}

/** Seconds as people say them: "2 min 5 s". */
export function duration(seconds: number, locale: string): string {
  const parts: [number, string][] = [
    [Math.floor(seconds / 3600), 'hour'],
    [Math.floor(seconds / 60) % 60, 'minute'],
    [Math.floor(seconds % 60), 'second'],
  ];
  const said = parts.filter(([value]) => value > 0).slice(0, 2);
  return (said.length > 0 ? said : [[0, 'second'] as const])
    .map(([value, unit]) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value))
    .join(' ');
}

export function dateTime(instant: string, locale: string, zone?: string): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    ...(zone ? { timeZone: zone } : {}),
  }).format(new Date(instant));
}
