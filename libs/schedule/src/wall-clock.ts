import { Temporal } from '@js-temporal/polyfill';

/**
 * Epoch milliseconds of a local time (`2026-11-24T19:00`) in an IANA zone. RFC 5545 §3.3.5: a time that happens twice
 * means the first; a time that does not exist is read with the offset before the gap.
 */
export function instantOf(local: string, zone: string): number {
  return Temporal.PlainDateTime.from(local).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
}

/** Local time, to the minute, of an instant in epoch milliseconds. */
export function localOf(instant: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toString().slice(0, 16);
}
