import type { Language } from './letter.js';

const locales: Readonly<Record<Language, string>> = { en: 'en-US', es: 'es' };

/** When a session starts, in words and in the group's zone: `Tuesday, November 24, 2026 at 7:00 PM PST`. */
export function sessionTime(start: Date, zone: string, language: Language): string {
  const format = new Intl.DateTimeFormat(locales[language], {
    weekday: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone: zone,
  });
  return format.format(start).replaceAll(/[\u00A0\u202F]/g, ' ');
}
