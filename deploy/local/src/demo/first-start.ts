const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof weekdays)[number];

/** `TU` weekly, `2TU` every second week, `1SA of month` the first Saturday of each month. */
export type Rhythm = Weekday | `2${Weekday}` | `${1 | 2 | 3 | 4}${Weekday} of month`;

/** The RRULE of a rhythm and its first day on or after 1 January 2026, so that the demo is the same on every day. */
export function scheduleOf(rhythm: Rhythm): { rule: string; day: string } {
  const [, number = '', weekday = 'MO', monthly] = /^(\d?)(\w\w)( of month)?$/.exec(rhythm) ?? [];
  const thursday = 3; // 1 January 2026
  const ahead = (weekdays.indexOf(weekday as Weekday) - thursday + 7) % 7;
  const day = 1 + ahead + (monthly ? (Number(number) - 1) * 7 : 0);
  const rule = monthly
    ? `FREQ=MONTHLY;BYDAY=${number}${weekday}`
    : `FREQ=WEEKLY;${number === '2' ? 'INTERVAL=2;' : ''}BYDAY=${weekday}`;
  return { rule, day: `2026-01-${String(day).padStart(2, '0')}` };
}
