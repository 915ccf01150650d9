import type { FeedRow, RowReport } from './row-report.js';

const SQL = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/;
const AMERICAN = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:,? (\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]m)?)?$/i;
const OFFSET = /^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:?\d{2})$/i;
const EPOCH = /^\d{9,13}$/;

/** When somebody last said that the row is true, as ISO instant; the format's times without offset are UTC. */
export function readUpdated(row: FeedRow, now: Date, report: RowReport): string | null {
  const value = row['updated'];
  if (value === undefined || value === null || value === '') return null;
  const at = instantOf(value);
  if (at === undefined) {
    report.notice('/updated', 'format', 'updated is not a date; when the row was last confirmed is unknown.');
    return null;
  }
  if (at > now.getTime() + 86_400_000 || at < Date.UTC(1990)) {
    report.notice('/updated', 'range', 'updated is in the future or before 1990; it was left out.');
    return null;
  }
  return new Date(at).toISOString();
}

function instantOf(value: unknown): number | undefined {
  if (typeof value === 'number') return epoch(value);
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (EPOCH.test(text)) return epoch(Number(text));
  if (OFFSET.test(text)) return finite(Date.parse(text));
  const sql = SQL.exec(text);
  if (sql !== null) return utc(sql[1], sql[2], sql[3], sql[4], sql[5], sql[6]);
  const american = AMERICAN.exec(text);
  if (american === null) return undefined;
  const [, month, day, year, hour, minute, second, half] = american;
  return utc(year, month, day, half === undefined ? hour : String(hour24(Number(hour), half)), minute, second);
}

/** Seconds or milliseconds since 1970: what is too small for milliseconds is seconds. */
function epoch(value: number): number | undefined {
  return finite(value < 100_000_000_000 ? value * 1000 : value);
}

function utc(year?: string, month?: string, day?: string, hour = '0', minute = '0', second = '0'): number | undefined {
  const fields = [Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)] as const;
  const at = new Date(Date.UTC(...fields));
  const real = at.getUTCMonth() === fields[1] && at.getUTCDate() === fields[2] && fields[3] < 24 && fields[4] < 60;
  return real ? at.getTime() : undefined;
}

function hour24(hour: number, half: string): number {
  return (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
}

function finite(at: number): number | undefined {
  return Number.isFinite(at) && Math.abs(at) < 8.64e15 ? at : undefined;
}
