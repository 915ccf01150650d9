import { RRuleTemporal, type TemporalZonedDateTime } from 'rrule-temporal';
import { formatRule, parseRule, type Rule } from './rule.js';
import type { Series } from './series.js';
import { instantOf, localOf } from './wall-clock.js';

/**
 * What a rule gives before exceptions and overrides: the local start that names it (RECURRENCE-ID), its instant in
 * epoch milliseconds, and the local time of that instant, which differs for a single start inside a gap only.
 */
export type Occurrence = { readonly session: string; readonly start: number; readonly localStart: string };

export type Recurrence = {
  /** Occurrences at or after `from` (epoch milliseconds), ascending; may be endless. */
  from(from: number): Iterable<Occurrence>;
  /** The occurrence whose local start is `session`, if the rule gives one. */
  find(session: string): Occurrence | undefined;
};

/** How many outer periods may be walked before a rule counts as giving nothing; bounds the time of hostile input. */
const periods = { DAILY: 3000, WEEKLY: 600, MONTHLY: 300, YEARLY: 100 };

/**
 * Prepares a series for expansion. Expansion jumps to the neighbourhood of `from` instead of walking from the first
 * start. Throws RuleProblem when the rule does not parse.
 */
export function recurrenceOf(series: Pick<Series, 'zone' | 'firstStart' | 'rule'>): Recurrence {
  if (series.rule === null) return single(series);
  const rule = parseRule(series.rule);
  const expansion = expand(series, formatRule(rule));
  // Counting through left-out months has no shortcut in rrule-temporal: count once, at most 500 times.
  const walkAll = rule.count !== null && rule.months.length > 0;
  return {
    from: (from) => (walkAll ? walked(expansion, from) : stepped(expansion, from)),
    find: (session) => {
      const start = instantOf(session, series.zone);
      if (localOf(start, series.zone) !== session || !expansion.matches(new Date(start))) return undefined;
      return { session, start, localStart: session };
    },
  };
}

/** Whether the rule gives any session at all, within a bounded effort. */
export function givesAnySession(series: Pick<Series, 'zone' | 'firstStart' | 'rule'>): boolean {
  if (series.rule === null) return true;
  const rule = parseRule(series.rule);
  if (comesRoundAgain(rule)) return true;
  try {
    return expand(series, formatRule(rule), periods[rule.frequency]).next(new Date(0), true) !== null;
  } catch {
    return false;
  }
}

/** Rules that cannot run dry, whatever the first start: most groups', told without expanding them. */
function comesRoundAgain({ frequency, interval, until, months, monthDays, positions, days }: Rule): boolean {
  if (until !== null || months.length + monthDays.length + positions.length > 0) return false;
  if (frequency === 'DAILY') return interval === 1 || days.length === 0;
  return frequency !== 'YEARLY' && days.every(({ ordinal }) => ordinal === null || Math.abs(ordinal) < 5);
}

function single({ zone, firstStart }: Pick<Series, 'zone' | 'firstStart'>): Recurrence {
  const start = instantOf(firstStart, zone);
  const only = { session: firstStart, start, localStart: localOf(start, zone) };
  return {
    from: (from) => (only.start >= from ? [only] : []),
    find: (session) => (session === firstStart ? only : undefined),
  };
}

function expand(series: Pick<Series, 'zone' | 'firstStart'>, rule: string, maxIterations = 100_000): RRuleTemporal {
  const { zone, firstStart } = series;
  const compact = `${firstStart.replaceAll(/[-:]/g, '')}00`;
  const rruleString = `DTSTART;TZID=${zone}:${compact}\nRRULE:${rule}`;
  const expansion = new RRuleTemporal({ rruleString, maxIterations });
  if (expansion.options().dtstart.toString().startsWith(firstStart)) return expansion;
  // A first start inside a gap would move the whole series by the gap; naming the time keeps it where it was.
  const time = `BYHOUR=${Number(firstStart.slice(11, 13))};BYMINUTE=${Number(firstStart.slice(14))}`;
  return new RRuleTemporal({ rruleString: `${rruleString};${time}`, maxIterations });
}

function* stepped(expansion: RRuleTemporal, from: number): Iterable<Occurrence> {
  let found = expansion.next(new Date(from), true);
  while (found !== null) {
    yield occurrence(found);
    found = expansion.next(new Date(found.epochMilliseconds));
  }
}

function* walked(expansion: RRuleTemporal, from: number): Iterable<Occurrence> {
  for (const found of expansion.all()) {
    if (found.epochMilliseconds >= from) yield occurrence(found);
  }
}

function occurrence(found: TemporalZonedDateTime): Occurrence {
  const session = found.toString().slice(0, 16);
  return { session, start: found.epochMilliseconds, localStart: session };
}
