import type { ListingContent } from '../../listing/listing-content.js';
import type { PrivateContent } from '../../listing/private-content.js';
import type { CaseCheck } from './case-check.js';
import { completeness } from './completeness.js';
import { likelyDuplicates, type Candidate } from './likely-duplicates.js';
import { personalData } from './personal-data.js';
import { suspiciousSeries } from './suspicious-series.js';

/** Everything a moderator should look at first; warnings before hints. */
export function checkContent(
  content: ListingContent,
  hidden: PrivateContent,
  subject: Candidate,
  neighbours: readonly Candidate[],
): CaseCheck[] {
  const checks = [
    ...likelyDuplicates(subject, neighbours),
    ...personalData(content),
    ...suspiciousSeries(content),
    ...completeness(content, hidden),
  ];
  return [...checks.filter(isWarning), ...checks.filter((check) => !isWarning(check))];
}

function isWarning({ severity }: CaseCheck): boolean {
  return severity === 'warning';
}
