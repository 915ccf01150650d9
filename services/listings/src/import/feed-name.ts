import { plainText } from './feed-text.js';
import type { FeedRow, RowReport } from './row-report.js';

const LONGEST = 200;

/** The name people will look for: one line, 2 to 200 characters; anything else refuses the row. */
export function readName(row: FeedRow, report: RowReport): string | undefined {
  const value = row['name'];
  if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) {
    report.refuse('/name', 'required', 'name is missing.');
    return undefined;
  }
  if (typeof value !== 'string') {
    report.refuse('/name', 'type', 'name must be text.');
    return undefined;
  }
  const name = plainText(value.slice(0, 5000)).replace(/\s+/g, ' ').trim();
  if (name.length >= 2 && name.length <= LONGEST) return name;
  report.refuse('/name', 'length', `name must have 2 to ${LONGEST} characters; it has ${name.length}.`);
  return undefined;
}
