import type { ListingContent } from '../../listing/listing-content.js';
import { warning, type CaseCheck } from './case-check.js';

const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const PHONE = /(?:\+\d[\d\s().-]{7,}\d|\(?\b\d{3}\)?[\s.-]?\d{3}[\s.-]\d{4}\b)/g;
const JOIN_SECRET =
  /\b(?:pass\s?(?:code|word)|pwd|meeting\s*id|zoom\s*id)\b\s*(?:is\b|[:#=-])?\s*[A-Za-z]*\d[\w -]{2,}|https?:\/\/[\w.-]*(?:zoom\.us|meet\.google\.com|teams\.(?:microsoft|live)\.com|webex\.com)\//i;

/** E-mail addresses, phone numbers and ways into an online room that stand in text that everybody will read. */
export function personalData(content: ListingContent): CaseCheck[] {
  return Object.entries(freeText(content)).flatMap(([field, text]) => {
    const emails = strange(text.match(EMAIL), [content.contact.email]);
    const phones = strange(text.match(PHONE), [content.contact.phone]);
    return [
      ...(emails > 0 ? [warning('personal-data', `${field} has ${plural(emails, 'e-mail address', 'e-mail addresses')}.`)] : []),
      ...(phones > 0 ? [warning('personal-data', `${field} has ${plural(phones, 'phone number', 'phone numbers')}.`)] : []),
      ...(JOIN_SECRET.test(text) ? [warning('join-secret', `${field} may hold a meeting id, a passcode or a join link.`)] : []),
    ];
  }); // prettier-ignore
}

/** Every field that people fill with words. */
function freeText(content: ListingContent): Record<string, string> {
  return {
    name: content.name,
    description: content.description,
    guidelines: content.guidelines,
    'visitors.note': content.visitors.note ?? '',
    'cost.note': content.cost.note ?? '',
    ...(content.description.startsWith(content.summary.replace(/…$/, '')) ? {} : { summary: content.summary }),
  };
}

/** How many were found that the group does not itself give as its contact. */
function strange(found: RegExpMatchArray | null, own: (string | null)[]): number {
  const known = own.filter((value) => value !== null).map(bare);
  return (found ?? []).filter((value) => !known.includes(bare(value))).length;
}

function bare(value: string): string {
  return value.toLowerCase().replace(/[\s().-]/g, '');
}

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
