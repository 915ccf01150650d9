import type { ListingContent } from '../../listing/listing-content.js';
import type { PrivateContent } from '../../listing/private-content.js';
import { hint, warning, type CaseCheck } from './case-check.js';

/** Fields that contradict one another, and what a seeker would miss. */
export function completeness(content: ListingContent, hidden: PrivateContent): CaseCheck[] {
  return [...place(content), ...room(content, hidden), ...people(content), ...words(content)];
}

function place({ modality, venue }: ListingContent): CaseCheck[] {
  if (modality === 'virtual') {
    return venue === null ? [] : [warning('contradiction', 'It meets online only, but has a venue.')];
  }
  if (venue === null) return [warning('venue-missing', 'It meets in a room, but has no venue.')];
  const checks: CaseCheck[] = [];
  if (venue.point === null) checks.push(warning('point-missing', 'The venue has no point: searches near it miss it.'));
  if (venue.street === null && venue.publicity === 'public') {
    checks.push(hint('street-missing', 'The venue is public, but has no street.'));
  }
  return checks;
}

function room({ modality }: ListingContent, hidden: PrivateContent): CaseCheck[] {
  const joinable = hidden.joinLink !== null || hidden.dialIn !== null;
  return modality !== 'in-person' && !joinable
    ? [warning('join-link-missing', 'It meets online, but accepted people would get no way in.')]
    : [];
}

function people({ ageRange, capacity, visitors, openness, audiences }: ListingContent): CaseCheck[] {
  const checks: CaseCheck[] = [];
  const { min, max } = ageRange;
  if (min !== null && max !== null && min > max) {
    checks.push(warning('contradiction', `The youngest age (${min}) is above the oldest (${max}).`));
  }
  if (audiences.includes('youth') && min !== null && min >= 26) {
    checks.push(warning('contradiction', `It is for young people, but from ${min} years on.`));
  }
  if (openness === 'closed' && visitors.allowed) {
    checks.push(hint('closed-with-visits', 'It is a closed group that takes visitors.'));
  }
  if (capacity !== null && capacity < 3) checks.push(hint('capacity-small', `It has ${capacity} seats.`));
  return checks;
}

function words({ description, contact }: ListingContent): CaseCheck[] {
  const checks: CaseCheck[] = [];
  if (description.trim().length < 20) checks.push(hint('description-short', 'There is little or no description.'));
  if (contact.email === null && contact.phone === null && contact.website === null) {
    checks.push(hint('contact-missing', 'There is no public contact.'));
  }
  return checks;
}
