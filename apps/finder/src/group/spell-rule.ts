import type { Language } from '../language/language.js';
import { weekdayName } from '../language/dates.js';

const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const ordinals: Record<Language, Record<string, string>> = {
  en: { '1': 'First', '2': 'Second', '3': 'Third', '4': 'Fourth', '5': 'Fifth', '-1': 'Last' },
  es: { '1': 'Primer', '2': 'Segundo', '3': 'Tercer', '4': 'Cuarto', '5': 'Quinto', '-1': 'Último' },
};

/** The common rules in words: "Every Tuesday", "First Saturday of the month"; undefined where words would mislead. */
export function spellRule(rule: string | null, language: Language): string | undefined {
  const parts = new Map((rule ?? '').split(';').map((part) => part.split('=') as [string, string]));
  const onlyKnown = [...parts.keys()].every((name) => ['FREQ', 'BYDAY', 'INTERVAL', 'WKST'].includes(name));
  const match = /^(-1|[1-5])?(MO|TU|WE|TH|FR|SA|SU)$/.exec(parts.get('BYDAY') ?? '');
  const interval = parts.get('INTERVAL') ?? '1';
  if (!onlyKnown || !match) return undefined;
  const [, nth, code = ''] = match;
  const day = weekdayName(days.indexOf(code) + 1, language);
  if (parts.get('FREQ') === 'WEEKLY' && nth === undefined) return weekly(day, interval, language);
  const ordinal = nth === undefined ? undefined : ordinals[language][nth];
  if (parts.get('FREQ') !== 'MONTHLY' || interval !== '1' || ordinal === undefined) return undefined;
  return language === 'en' ? `${ordinal} ${day} of the month` : `${ordinal} ${day} del mes`;
}

function weekly(day: string, interval: string, language: Language): string | undefined {
  if (interval === '1') return language === 'en' ? `Every ${day}` : `Cada ${day}`;
  if (interval === '2') return language === 'en' ? `Every second ${day}` : `Cada dos semanas, el ${day}`;
  return undefined;
}
