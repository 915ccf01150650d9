import type { Language } from './language.js';

export type Session = { start: string; end: string; zone: string };

const locales: Record<Language, string> = { en: 'en-US', es: 'es-US' };

/** The session's date and time in the group's own zone, spelled out: "Tuesday, November 24, 2026, 7:00 – 8:00 PM PST". */
export function spellSession(session: Session, language: Language): string {
  return `${spellDay(session, language)}, ${spellTime(session, language)}`;
}

export function spellDay({ start, zone }: Session, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'full', timeZone: zone }).format(new Date(start));
}

export function spellTime({ start, end, zone }: Session, language: Language): string {
  const format = new Intl.DateTimeFormat(locales[language], {
    hour: 'numeric',
    minute: '2-digit',
    timeZone: zone,
    timeZoneName: 'short',
  });
  return format.formatRange(new Date(start), new Date(end));
}

/** A plain date such as "November 1, 2026". */
export function spellDate(instant: string, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(instant));
}

/** Weekday names, Monday (1) to Sunday (7) as in ISO 8601. */
export function weekdayName(weekday: number, language: Language): string {
  const monday = Date.UTC(2024, 0, 1);
  const day = new Date(monday + (weekday - 1) * 86_400_000);
  return new Intl.DateTimeFormat(locales[language], { weekday: 'long', timeZone: 'UTC' }).format(day);
}
