import type { Point } from '@opencircle/contracts';
import tzLookup from '@photostructure/tz-lookup';
import { seriesSchema } from '@opencircle/schedule';
import type { ImportDefaults } from './import-defaults.js';
import type { FeedRow, RowReport } from './row-report.js';

/** The row's point, numbers or numeric strings. One out of range or half given is left out with a notice. */
export function readPoint(row: FeedRow, report: RowReport): Point | null {
  const latitude = readDegrees(row, 'latitude', 90, report);
  const longitude = readDegrees(row, 'longitude', 180, report);
  if (latitude === undefined && longitude === undefined) return null;
  if (typeof latitude !== 'number' || typeof longitude !== 'number') {
    if (latitude === undefined) report.notice('/latitude', 'required', 'latitude is missing; the point was left out.');
    if (longitude === undefined)
      report.notice('/longitude', 'required', 'longitude is missing; the point was left out.');
    return null;
  }
  if (latitude === 0 && longitude === 0) {
    report.notice('/latitude', 'null-island', 'The point 0, 0 is in the sea and means "unknown"; it was left out.');
    return null;
  }
  return { latitude, longitude };
}

/** The zone that the row names, else that of its point, else the import's; undefined when the row must be refused. */
export function readZone(
  row: FeedRow,
  point: Point | null,
  defaults: ImportDefaults,
  report: RowReport,
): string | undefined {
  const named = row['timezone'];
  if (typeof named === 'string' && named.trim() !== '') {
    if (isNamedZone(named.trim())) return named.trim();
    report.notice('/timezone', 'unknown-zone', 'timezone is not an IANA zone; it was derived instead.');
  }
  if (point !== null) return tzLookup(point.latitude, point.longitude);
  if (defaults.zone !== undefined) {
    report.notice('/timezone', 'default-zone', `No zone and no point; ${defaults.zone} was assumed.`);
    return defaults.zone;
  }
  report.refuse('/timezone', 'required', 'There is no zone, no point to derive one from, and no default zone.');
  return undefined;
}

/** Number, null when it was left out with a notice, undefined when it is not there. */
function readDegrees(row: FeedRow, field: string, limit: number, report: RowReport): number | null | undefined {
  const value = row[field];
  if (value === undefined || value === null || value === '') return undefined;
  const degrees = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof degrees !== 'number' || !Number.isFinite(degrees)) {
    report.notice(`/${field}`, 'type', `${field} is not a number; the point was left out.`);
    return null;
  }
  if (Math.abs(degrees) <= limit) return degrees;
  report.notice(`/${field}`, 'range', `${field} is beyond ±${limit} degrees; the point was left out.`);
  return null;
}

function isNamedZone(zone: string): boolean {
  return (zone.includes('/') || zone === 'UTC') && seriesSchema.shape.zone.safeParse(zone).success;
}
