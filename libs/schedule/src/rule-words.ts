import type { Weekday } from './rule.js';

export type DescriptionLanguage = 'en' | 'es';

/** The phrases a description is made of; every language answers the same questions. */
type RuleWords = {
  list(items: readonly string[]): string;
  once(local: string): string;
  everyDays(interval: number): string;
  weekly(interval: number, days: readonly Weekday[]): string;
  only(days: readonly Weekday[]): string;
  monthly(interval: number, day: string): string;
  yearly(interval: number, day: string): string;
  inMonths(day: string, months: readonly number[]): string;
  nth(ordinals: readonly number[], day: Weekday): string;
  nthWorkday(ordinals: readonly number[]): string;
  monthDays(days: readonly number[]): string;
  readonly setDays: string;
  onlyIn(months: readonly number[]): string;
  until(date: string): string;
  times(count: number): string;
};

const names = (language: DescriptionLanguage) => {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...options });
  const [weekday, month, date] = [
    format({ weekday: 'long' }),
    format({ month: 'long' }),
    format({ dateStyle: 'long' }),
  ];
  const conjunction = new Intl.ListFormat(language, { type: 'conjunction' });
  return {
    list: (items: readonly string[]) => conjunction.format(items),
    // 2024-01-01 is a Monday.
    day: (day: Weekday) => weekday.format(Date.UTC(2024, 0, day)),
    month: (number: number) => month.format(Date.UTC(2024, number - 1, 1)),
    date: (digits: string) => date.format(Date.UTC(+digits.slice(0, 4), +digits.slice(4, 6) - 1, +digits.slice(6, 8))),
  };
};

const en = names('en');
const es = names('es');
const workdays = '1,2,3,4,5';

const englishNth = (nth: number) =>
  nth > 0
    ? ['first', 'second', 'third', 'fourth', 'fifth'][nth - 1]
    : ['last', 'second-to-last', 'third-to-last', 'fourth-to-last', 'fifth-to-last'][-nth - 1];
const spanishNth = (nth: number) =>
  nth > 0
    ? ['primer', 'segundo', 'tercer', 'cuarto', 'quinto'][nth - 1]
    : ['último', 'penúltimo', 'antepenúltimo', 'cuarto desde el final', 'quinto desde el final'][-nth - 1];
const spanishPlural = (day: Weekday) => (day >= 6 ? `${es.day(day)}s` : es.day(day));

export const ruleWords: Record<DescriptionLanguage, RuleWords> = {
  en: {
    list: en.list,
    once: (local) => `once, on ${en.date(local.replaceAll('-', ''))}`,
    everyDays: (n) => (n === 1 ? 'every day' : `every ${n} days`),
    weekly: (n, days) => {
      const named = days.join() === workdays ? 'Monday to Friday' : en.list(days.map(en.day));
      if (n === 1) return days.length === 7 ? 'every day' : days.join() === workdays ? named : `every ${named}`;
      return n === 2 && days.length === 1 ? `every other ${named}` : `every ${n} weeks on ${named}`;
    },
    only: (days) => `only on ${en.list(days.map(en.day))}`,
    monthly: (n, day) =>
      n === 1 ? `${day} of the month` : `${day} of every ${n === 2 ? 'other month' : `${n} months`}`,
    yearly: (n, day) => (n === 1 ? `${day}, every year` : `${day}, every ${n} years`),
    inMonths: (day, months) => `${day} of ${en.list(months.map(en.month))}`,
    nth: (ordinals, day) => `${en.list(ordinals.map((nth) => englishNth(nth) ?? ''))} ${en.day(day)}`,
    nthWorkday: (ordinals) => `${en.list(ordinals.map((nth) => englishNth(nth) ?? ''))} weekday`,
    monthDays: (days) =>
      en.list(days.map((day) => (day > 0 ? `day ${day}` : day === -1 ? 'last day' : `day ${-day} from the end`))),
    setDays: 'set days',
    onlyIn: (months) => `only in ${en.list(months.map(en.month))}`,
    until: (date) => `until ${en.date(date)}`,
    times: (count) => (count === 1 ? 'one time' : `${count} times`),
  },
  es: {
    list: es.list,
    once: (local) => `una vez, el ${es.date(local.replaceAll('-', ''))}`,
    everyDays: (n) => (n === 1 ? 'todos los días' : `cada ${n} días`),
    weekly: (n, days) => {
      const named = days.join() === workdays ? 'de lunes a viernes' : `los ${es.list(days.map(spanishPlural))}`;
      if (n === 1) return days.length === 7 ? 'todos los días' : days.join() === workdays ? named : `todos ${named}`;
      return `cada ${n} semanas, ${named}`;
    },
    only: (days) => `solo los ${es.list(days.map(spanishPlural))}`,
    monthly: (n, day) => (n === 1 ? `${day} del mes` : `${day}, cada ${n} meses`),
    yearly: (n, day) => (n === 1 ? `${day}, cada año` : `${day}, cada ${n} años`),
    inMonths: (day, months) => `${day} de ${es.list(months.map(es.month))}`,
    nth: (ordinals, day) => `${es.list(ordinals.map((nth) => spanishNth(nth) ?? ''))} ${es.day(day)}`,
    nthWorkday: (ordinals) => `${es.list(ordinals.map((nth) => spanishNth(nth) ?? ''))} día laborable`,
    monthDays: (days) =>
      es.list(days.map((day) => (day > 0 ? `día ${day}` : day === -1 ? 'último día' : `día ${-day} desde el final`))),
    setDays: 'días fijados',
    onlyIn: (months) => `solo en ${es.list(months.map(es.month))}`,
    until: (date) => `hasta el ${es.date(date)}`,
    times: (count) => (count === 1 ? 'una vez' : `${count} veces`),
  },
};
