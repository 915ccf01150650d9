import { createHash } from 'node:crypto';
import type { PublicContent } from '@opencircle/contracts';
import type { PrivateContent } from '../listing/private-content.js';
import { canonicalJson } from './canonical-json.js';
import type { FeedRow, RowReport } from './row-report.js';

const LONGEST = 300;

/** What makes a row the same row in the next feed of this organization: its slug, else its id. */
export function rowKey(raw: unknown): string | undefined {
  const row = (raw ?? {}) as FeedRow;
  const slug = keyOf(row['slug']);
  if (slug !== undefined) return `slug:${slug}`;
  const id = keyOf(row['id']);
  return id === undefined ? undefined : `id:${id}`;
}

/** The row's key; a row without one is refused. */
export function readKey(row: FeedRow, report: RowReport): string | undefined {
  const key = rowKey(row);
  if (key === undefined) {
    report.refuse('/slug', 'required', 'There is no slug and no id to know the row by when the feed comes again.');
  }
  return key;
}

/**
 * SHA-256 of what the row says, so that an unchanged row changes nothing. Left out are the date of the first start
 * (it moves with the day of the import; the rule and the time stay) and the date of the last confirmation.
 */
export function contentHash(content: PublicContent, hidden: PrivateContent): string {
  const { assuredAt: _assuredAt, series, ...rest } = content;
  const said = { ...rest, series: { ...series, firstStart: series.firstStart.slice(11) }, hidden };
  return createHash('sha256').update(canonicalJson(said)).digest('hex');
}

function keyOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  return text === '' || text.length > LONGEST ? undefined : text;
}
