import type { PrivateContent } from '../listing/private-content.js';
import { readLine } from './feed-text.js';
import type { FeedRow, RowReport } from './row-report.js';

const LINK = /https?:\/\/[^\s<>"')\]]*[^\s<>"')\].,;:!?]/gi;
const MEETING_HOST =
  /(^|\.)(zoom\.us|zoomgov\.com|meet\.google\.com|teams\.microsoft\.com|teams\.live\.com|webex\.com|gotomeeting\.com|goto\.com|bluejeans\.com|freeconferencecall\.com|jit\.si|whereby\.com|discord\.gg|meet\.jit\.si|skype\.com)$/i;

/** How accepted people get in: link and dial-in. Nothing of it may reach public content, an event, or a message. */
export function readJoin(row: FeedRow, report: RowReport): PrivateContent {
  return {
    joinLink: readLink(row, report),
    joinNote: readLine(row, 'conference_url_notes', 1000, report),
    dialIn: readLine(row, 'conference_phone', 100, report),
    dialInNote: readLine(row, 'conference_phone_notes', 1000, report),
  };
}

function readLink(row: FeedRow, report: RowReport): string | null {
  const value = row['conference_url'];
  if (value === undefined || value === null || value === '') return null;
  const link = typeof value === 'string' ? webAddress(value) : null;
  if (link === null)
    report.notice('/conference_url', 'format', 'conference_url is not a web address and was left out.');
  return link;
}

/** Takes join links out of a text that the public will read; the first one found serves when the row has no other. */
export function withoutJoinLinks(
  text: string,
  field: string,
  join: PrivateContent,
  report: RowReport,
): { text: string; join: PrivateContent } {
  const found: string[] = [];
  const cleaned = text.replace(LINK, (written) => {
    const link = webAddress(written);
    if (link === null || !leadsToMeeting(link, join)) return written;
    found.push(link);
    return '';
  });
  const [first] = found;
  if (first === undefined) return { text, join };
  report.notice(`/${field}`, 'join-link-removed', `A join link in ${field} was moved out of what the public sees.`);
  return { text: cleaned.replace(/[ \t]{2,}/g, ' ').trim(), join: { ...join, joinLink: join.joinLink ?? first } };
}

function leadsToMeeting(link: string, join: PrivateContent): boolean {
  return link === join.joinLink || MEETING_HOST.test(new URL(link).hostname);
}

/** The address in its usual form when it is http or https and at most 500 characters, else null. */
export function webAddress(text: string): string | null {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) return null;
  const url = new URL(trimmed);
  const usable = (url.protocol === 'https:' || url.protocol === 'http:') && url.href.length <= 500;
  return usable ? url.href : null;
}
