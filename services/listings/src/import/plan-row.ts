import { readRow, type RowReading } from './meeting-guide.js';
import type { ImportDefaults } from './import-defaults.js';
import type { RowOutcome } from './import-row.js';
import type { FeedRemark } from './row-report.js';

export type RowPlan = {
  name: string | null;
  key: string | null;
  outcome: RowOutcome;
  problems: FeedRemark[];
  notices: FeedRemark[];
};

export type Known = {
  /** The row of this feed that had this key first. */
  firstRowOf: (key: string) => number | undefined;
  /** What the feed said last time, if the listing exists. */
  hashOf: (key: string) => string | undefined;
};

/** What will be done with a row, before anything is done. */
export function planRow(raw: unknown, row: number, defaults: ImportDefaults, now: Date, known: Known): RowPlan {
  const reading = safely(raw, defaults, now);
  const { name, key, notices } = reading;
  const first = key === null ? undefined : known.firstRowOf(key);
  const problems = [
    ...(reading.taken ? [] : reading.problems),
    ...(first !== undefined && first !== row ? [duplicateOf(first, key)] : []),
  ];
  if (!reading.taken || problems.length > 0) return { name, key, outcome: 'refuse', problems, notices };
  return { name, key, outcome: outcomeOf(reading.hash, known.hashOf(key as string)), problems, notices };
}

function outcomeOf(hash: string, before: string | undefined): RowOutcome {
  if (before === undefined) return 'create';
  return before === hash ? 'unchanged' : 'revise';
}

function duplicateOf(first: number, key: string | null): FeedRemark {
  const field = key?.split(':')[0] ?? 'slug';
  return { pointer: `/${field}`, rule: 'duplicate', message: `Row ${first} has the same ${field} and came first.` };
}

/** The reader does not throw; should a row ever prove that wrong, it is refused and the others are not lost. */
function safely(raw: unknown, defaults: ImportDefaults, now: Date): RowReading {
  try {
    return readRow(raw, defaults, now);
  } catch {
    const problems = [{ pointer: '', rule: 'unreadable', message: 'The row cannot be read.' }];
    return { taken: false, name: null, key: null, notices: [], problems };
  }
}
