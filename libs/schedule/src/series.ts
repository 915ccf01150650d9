import { Temporal } from '@js-temporal/polyfill';
import { z } from 'zod';

/** Wall-clock time in the series' zone, minutes precise: `2026-11-23T19:00`. */
export const localDateTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'must be a local date and time such as 2026-11-23T19:00')
  .refine(isRealDateTime, 'must be a date and time that exist');

const zone = z.string().max(64).refine(isZone, 'must be an IANA time zone such as America/New_York');

/** One changed session. `session` is the start that the rule gives (RFC 5545 RECURRENCE-ID), in the series' zone. */
export const sessionOverride = z.object({
  session: localDateTime,
  start: localDateTime.optional(),
  durationMinutes: z.number().int().min(5).max(1440).optional(),
});

/** When a group meets. `rule` is an RFC 5545 RRULE value without the prefix; null means the first start alone. */
export const seriesSchema = z.object({
  zone,
  firstStart: localDateTime,
  durationMinutes: z.number().int().min(5).max(1440),
  rule: z.string().max(300).nullable(),
  exceptions: z.array(localDateTime).max(1000),
  overrides: z.array(sessionOverride).max(1000),
});

export type Series = z.infer<typeof seriesSchema>;

function isRealDateTime(text: string): boolean {
  try {
    return Temporal.PlainDateTime.from(text, { overflow: 'reject' }).toString().startsWith(text);
  } catch {
    return false;
  }
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
