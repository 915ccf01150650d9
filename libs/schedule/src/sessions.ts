import { recurrenceOf } from './recurrence.js';
import type { Series } from './series.js';
import { instantOf, localOf } from './wall-clock.js';

/** One meeting of a group. */
export type Session = {
  /** The local start that the rule gives; names the session even when it was moved (RFC 5545 RECURRENCE-ID). */
  readonly session: string;
  /** ISO 8601 in UTC with milliseconds: `2026-11-25T03:00:00.000Z`. */
  readonly start: string;
  readonly end: string;
  /** Wall-clock start in `zone`: `2026-11-24T19:00`. */
  readonly localStart: string;
  readonly zone: string;
};

/** An instant: a Date, epoch milliseconds, or ISO 8601 with an offset. */
export type Moment = Date | number | string;

/** Sessions that start in [from, to), in time order, at most `limit`. Throws RangeError for a moment that is none. */
export function sessionsBetween(series: Series, from: Moment, to: Moment, limit = 1000): Session[] {
  return expand(series, epoch(from), epoch(to), limit);
}

/** The next `count` sessions that start at or after `from`, in time order; fewer when the series ends. */
export function nextSessions(series: Series, from: Moment, count: number): Session[] {
  return expand(series, epoch(from), Infinity, count);
}

/** The session that starts exactly then, or undefined. */
export function sessionAt(series: Series, start: Moment): Session | undefined {
  const instant = epoch(start);
  return expand(series, instant, instant + 1, 1)[0];
}

/** Whether a session starts exactly then; cancelled and moved-away ones do not. */
export function isSession(series: Series, start: Moment): boolean {
  return sessionAt(series, start) !== undefined;
}

type Timed = {
  readonly session: string;
  readonly start: number;
  readonly localStart: string;
  readonly minutes: number;
};

function expand(series: Series, from: number, to: number, limit: number): Session[] {
  if (!(limit >= 1)) return [];
  const recurrence = recurrenceOf(series);
  const cancelled = new Set(series.exceptions);
  const overrides = new Map(series.overrides.map((override) => [override.session, override]));
  const found: Timed[] = [];

  for (const { session, start, localStart } of recurrence.from(from)) {
    if (start >= to) break;
    const override = overrides.get(session);
    if (cancelled.has(session) || override?.start !== undefined) continue;
    found.push({ session, start, localStart, minutes: override?.durationMinutes ?? series.durationMinutes });
    if (found.length >= limit) break;
  }
  for (const { session, start, durationMinutes } of overrides.values()) {
    if (start === undefined || cancelled.has(session)) continue;
    const moved = instantOf(start, series.zone);
    if (moved < from || moved >= to || !recurrence.find(session)) continue;
    const localStart = localOf(moved, series.zone);
    found.push({ session, start: moved, localStart, minutes: durationMinutes ?? series.durationMinutes });
  }
  found.sort((a, b) => a.start - b.start || (a.session < b.session ? -1 : 1));
  return found.slice(0, limit).map((timed) => sessionOf(timed, series.zone));
}

function sessionOf({ session, start, localStart, minutes }: Timed, zone: string): Session {
  return {
    session,
    start: new Date(start).toISOString(),
    end: new Date(start + minutes * 60_000).toISOString(),
    localStart,
    zone,
  };
}

function epoch(moment: Moment): number {
  const instant = typeof moment === 'number' ? moment : new Date(moment).getTime();
  if (!Number.isFinite(instant)) throw new RangeError(`not an instant: ${String(moment)}`);
  return instant;
}
