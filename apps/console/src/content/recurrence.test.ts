import polyglotI18nProvider from 'ra-i18n-polyglot';
import { english } from '../i18n/en.js';
import { spanish } from '../i18n/es.js';
import { recurrenceText } from './recurrence.js';

const words = (rule: string | null, locale: 'en' | 'es' = 'en') => {
  const messages = { en: english, es: spanish }[locale] as never;
  const { translate } = polyglotI18nProvider(() => messages, locale);
  const series = { zone: 'America/New_York', firstStart: '2026-11-24T19:00', durationMinutes: 60 };
  return recurrenceText({ ...series, rule, exceptions: [], overrides: [] }, translate, locale);
};

describe('a rule in words', () => {
  it.each([
    ['FREQ=WEEKLY;BYDAY=TU', 'Every week on Tuesday'],
    ['FREQ=WEEKLY', 'Every week on Tuesday'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH', 'Every 2 weeks on Monday and Thursday'],
    ['FREQ=MONTHLY;BYDAY=1SA', 'Every month on the first Saturday'],
    ['FREQ=MONTHLY;BYDAY=2TU,-1FR', 'Every month on the second Tuesday and last Friday'],
    [null, 'Once, on November 24, 2026'],
  ])('says %s as people do', (rule, text) => {
    expect(words(rule)).toBe(text);
  });

  it.each(['FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=TU;COUNT=3', 'FREQ=MONTHLY;BYDAY=SA', 'FREQ=MONTHLY;BYMONTHDAY=5'])(
    'shows %s as it is rather than a wrong sentence',
    (rule) => {
      expect(words(rule)).toBe(rule);
    },
  );

  it('speaks Spanish', () => {
    expect(words('FREQ=MONTHLY;BYDAY=-1MO', 'es')).toBe('Cada mes, el último lunes');
  });
});
