import { ruleWords, type DescriptionLanguage } from './rule-words.js';
import { parseRule, type Rule, type RuleDay, type Weekday } from './rule.js';
import type { Series } from './series.js';

/**
 * How often a group meets, in words for a page: "every Tuesday", "first Saturday of the month, until July 1, 2027",
 * "todos los martes". No time of day: the page shows that beside it. Throws RuleProblem for a rule that does not parse.
 */
export function describeRule(series: Pick<Series, 'rule' | 'firstStart'>, language: DescriptionLanguage): string {
  const words = ruleWords[language];
  if (series.rule === null) return words.once(series.firstStart);
  const rule = parseRule(series.rule);
  const parts = [pattern(rule, series.firstStart, language)];
  if (rule.months.length > 0 && rule.frequency !== 'YEARLY') parts.push(words.onlyIn(rule.months));
  if (rule.until !== null) parts.push(words.until(rule.until));
  if (rule.count !== null) parts.push(words.times(rule.count));
  return parts.join(', ');
}

function pattern(rule: Rule, firstStart: string, language: DescriptionLanguage): string {
  const words = ruleWords[language];
  const days = rule.days.map((day) => day.weekday).sort();
  switch (rule.frequency) {
    case 'DAILY':
      if (days.length === 0) return words.everyDays(rule.interval);
      return rule.interval === 1 ? words.weekly(1, days) : `${words.everyDays(rule.interval)}, ${words.only(days)}`;
    case 'WEEKLY':
      return words.weekly(rule.interval, days.length > 0 ? days : [weekdayOf(firstStart)]);
    case 'MONTHLY':
      return monthly(rule, firstStart, language);
    case 'YEARLY':
      return words.yearly(rule.interval, yearlyDay(rule, firstStart, language));
  }
}

function monthly(rule: Rule, firstStart: string, language: DescriptionLanguage): string {
  const words = ruleWords[language];
  const everyWeek = rule.days.length > 0 && rule.days.every((day) => day.ordinal === null);
  const bare = rule.positions.length === 0 && rule.monthDays.length === 0;
  if (everyWeek && bare && rule.interval === 1) return words.weekly(1, rule.days.map((day) => day.weekday).sort());
  return words.monthly(rule.interval, dayInMonth(rule, firstStart, language));
}

function yearlyDay(rule: Rule, firstStart: string, language: DescriptionLanguage): string {
  const words = ruleWords[language];
  const months = rule.months.length > 0 ? rule.months : [Number(firstStart.slice(5, 7))];
  return words.inMonths(dayInMonth(rule, firstStart, language), months);
}

/** "first and third Saturday", "last weekday", "day 15"; what has no short words is "set days". */
function dayInMonth(rule: Rule, firstStart: string, language: DescriptionLanguage): string {
  const words = ruleWords[language];
  const { days, monthDays, positions } = rule;
  if (days.length === 0 && positions.length === 0) {
    return words.monthDays(monthDays.length > 0 ? monthDays : [Number(firstStart.slice(8, 10))]);
  }
  if (monthDays.length > 0 || days.length === 0) return words.setDays;
  if (positions.length > 0) {
    if (days.some((day) => day.ordinal !== null) || positions.some((position) => Math.abs(position) > 5)) {
      return words.setDays;
    }
    const named = [...new Set(days.map((day) => day.weekday))].sort().join('');
    if (named.length === 1) return words.nth(positions, days[0]?.weekday ?? 1);
    return named === '12345' ? words.nthWorkday(positions) : words.setDays;
  }
  return days.every((day) => day.ordinal !== null) ? nthDays(days, language) : words.setDays;
}

function nthDays(days: readonly RuleDay[], language: DescriptionLanguage): string {
  const words = ruleWords[language];
  const ordinals = new Map<Weekday, number[]>();
  for (const day of days) ordinals.set(day.weekday, [...(ordinals.get(day.weekday) ?? []), day.ordinal ?? 1]);
  return words.list([...ordinals].map(([weekday, nth]) => words.nth(nth, weekday)));
}

function weekdayOf(local: string): Weekday {
  return (new Date(`${local.slice(0, 10)}T00:00Z`).getUTCDay() || 7) as Weekday;
}
