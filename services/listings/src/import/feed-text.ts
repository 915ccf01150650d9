import { convert } from 'html-to-text';
import type { FeedRow, RowReport } from './row-report.js';

const LONGEST_READ = 60_000;
const TAG = /<[a-z!/][^>]*>/i;
const ENTITY = /&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,31});/i;

/** One line of plain text, or null when the field is missing or blank. Other types than text and number are noted. */
export function readLine(row: FeedRow, field: string, max: number, report: RowReport): string | null {
  const text = readText(row, field, max, report)?.replace(/\s+/g, ' ').trim();
  return text === undefined || text === '' ? null : text;
}

/** Plain text with paragraphs kept; markup is removed, and what is longer than `max` is cut, both with a notice. */
export function readText(row: FeedRow, field: string, max: number, report: RowReport): string | null {
  const value = row[field];
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'string' && typeof value !== 'number') {
    report.notice(`/${field}`, 'type', `${field} is not text and was left out.`);
    return null;
  }
  const raw = String(value).slice(0, LONGEST_READ);
  if (TAG.test(raw)) report.notice(`/${field}`, 'html-removed', `${field} had HTML in it; its text was kept.`);
  const text = plainText(raw);
  if (text.length > max) report.notice(`/${field}`, 'shortened', `${field} was cut to ${max} characters.`);
  return shortened(text, max) || null;
}

/** The text that a reader of the HTML would see: no tags, no scripts, entities resolved, lines kept. */
export function plainText(raw: string): string {
  if (!TAG.test(raw) && !ENTITY.test(raw)) return tidy(raw);
  return tidy(
    convert(raw, {
      wordwrap: false,
      preserveNewlines: true,
      limits: { maxDepth: 40, maxInputLength: LONGEST_READ },
      selectors: [
        { selector: 'a', options: { ignoreHref: true } },
        { selector: 'img', format: 'skip' },
        ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
      ],
    }),
  );
}

/** At most `max` characters, ending at a word where there is one near the end. */
export function shortened(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max - 1).toWellFormed();
  const lastSpace = cut.lastIndexOf(' ');
  return `${(lastSpace > max * 0.7 ? cut.slice(0, lastSpace) : cut).trimEnd()}…`;
}

function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
