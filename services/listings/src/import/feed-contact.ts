import type { PublicContent } from '@opencircle/contracts';
import { z } from 'zod';
import { webAddress } from './feed-join.js';
import { readLine } from './feed-text.js';
import type { FeedRow, RowReport } from './row-report.js';

const email = z.email().max(254);

/** The contact that the group shows to everybody. Named persons (`contact_1_name` and so on) are not read at all. */
export function readContact(row: FeedRow, report: RowReport): PublicContent['contact'] {
  return {
    email: readEmail(row, report),
    phone: readLine(row, 'phone', 40, report),
    website: readWebsite(row, 'website', report) ?? readWebsite(row, 'url', report),
  };
}

/** Whether people are asked for a gift: the row names a way to give. */
export function takesGifts(row: FeedRow): boolean {
  return ['paypal', 'venmo', 'square'].some((field) => typeof row[field] === 'string' && row[field] !== '');
}

function readEmail(row: FeedRow, report: RowReport): string | null {
  const value = readLine(row, 'email', 300, report);
  if (value === null || email.safeParse(value).success) return value;
  report.notice('/email', 'format', 'email is not an e-mail address and was left out.');
  return null;
}

function readWebsite(row: FeedRow, field: string, report: RowReport): string | null {
  const value = readLine(row, field, 600, report);
  if (value === null) return null;
  const address = webAddress(value);
  if (address === null) report.notice(`/${field}`, 'format', `${field} is not a web address and was left out.`);
  return address;
}
