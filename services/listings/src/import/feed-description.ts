import type { PrivateContent } from '../listing/private-content.js';
import { withoutJoinLinks } from './feed-join.js';
import { readText, shortened } from './feed-text.js';
import type { FeedRow, RowReport } from './row-report.js';

const LONGEST = 10_000;
const FIELDS = ['notes', 'group_notes', 'location_notes'] as const;

/** The free text of a row in one piece, without join links: they go to the private part. */
export function readDescription(
  row: FeedRow,
  join: PrivateContent,
  report: RowReport,
): { description: string; join: PrivateContent } {
  const paragraphs: string[] = [];
  for (const field of FIELDS) {
    const text = readText(row, field, LONGEST, report);
    if (text === null) continue;
    const cleaned = withoutJoinLinks(text, field, join, report);
    join = cleaned.join;
    if (cleaned.text !== '' && !paragraphs.includes(cleaned.text)) paragraphs.push(cleaned.text);
  }
  const whole = paragraphs.join('\n\n');
  if (whole.length > LONGEST) report.notice('/notes', 'shortened', `The notes were cut to ${LONGEST} characters.`);
  return { description: shortened(whole, LONGEST), join };
}

/** The first line of the description, for lists. */
export function summaryOf(description: string): string {
  return shortened(description.split('\n')[0] ?? '', 300);
}
