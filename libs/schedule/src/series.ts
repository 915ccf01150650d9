import { z } from 'zod';
import { givesAnySession } from './recurrence.js';
import { RuleProblem } from './rule-problem.js';
import { parseRule } from './rule.js';

/** Wall-clock time in the series' zone, minutes precise: `2026-11-23T19:00`. */
export const localDateTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'must be a local date and time such as 2026-11-23T19:00')
  .regex(/^(19|20|21)/, 'must be in a year from 1900 to 2199')
  .refine(isRealDateTime, { error: 'must be a date and time that exist', abort: true });

// `abort` keeps the checks of the whole series from running on a part that is already refused.
const zone = z
  .string()
  .max(64)
  .refine(isZone, { error: 'must be an IANA time zone such as America/New_York', abort: true });

const rule = z
  .string()
  .max(300)
  .superRefine((text, context) => {
    const problem = problemOf(text);
    if (problem !== null) context.addIssue({ code: 'custom', message: problem, continue: false });
  });

/** One changed session. `session` is the start that the rule gives (RFC 5545 RECURRENCE-ID), in the series' zone. */
export const sessionOverride = z.object({
  session: localDateTime,
  start: localDateTime.optional(),
  durationMinutes: z.number().int().min(5).max(1440).optional(),
});

/**
 * When a group meets. `rule` is an RFC 5545 RRULE value without the prefix; null means the first start alone.
 * `exceptions` are cancelled sessions (EXDATE) by the start that the rule gives; one that the rule does not give has
 * no effect, and an exception beats an override.
 */
export const seriesSchema = z
  .object({
    zone,
    firstStart: localDateTime,
    durationMinutes: z.number().int().min(5).max(1440),
    rule: rule.nullable(),
    exceptions: z.array(localDateTime).max(1000),
    overrides: z.array(sessionOverride).max(1000),
  })
  .superRefine((series, context) => {
    const seen = new Set<string>();
    for (const [index, { session }] of series.overrides.entries()) {
      const path = ['overrides', index, 'session'];
      if (seen.has(session)) context.addIssue({ code: 'custom', path, message: 'changes the same session again' });
      seen.add(session);
    }
    if (!givesAnySession(series)) {
      context.addIssue({ code: 'custom', path: ['rule'], message: 'gives no session at all from the first start on' });
    }
  });

export type Series = z.infer<typeof seriesSchema>;

function problemOf(text: string): string | null {
  try {
    parseRule(text);
    return null;
  } catch (error) {
    if (error instanceof RuleProblem) return error.message;
    throw error;
  }
}

/** A date that does not exist is either refused by Date or read as a later one. */
function isRealDateTime(text: string): boolean {
  const instant = new Date(`${text}Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}

const knownZones = new Set<string>();

/** Names only: an offset such as +01:00 knows no daylight-saving time. */
function isZone(name: string): boolean {
  if (!/^[A-Z]/.test(name)) return false;
  if (knownZones.has(name)) return true;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    // Another case of letters is taken by Intl, but makes zone arithmetic a hundred times slower.
    if (timeZone !== name && timeZone.toLowerCase() === name.toLowerCase()) return false;
    knownZones.add(name);
    return true;
  } catch {
    return false;
  }
}
