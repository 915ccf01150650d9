import type { ListingId, OrganizationId } from '@opencircle/contracts';
import { hint, warning, type CaseCheck } from './case-check.js';

/** What is known of a listing for this comparison. */
export type Candidate = {
  id: ListingId;
  organizationId: OrganizationId;
  name: string;
  meetingTime: string;
  latitude: number | null;
  longitude: number | null;
};

/** About 300 m in latitude; a church hall and its car park. */
export const NEAR_DEGREES = 0.003;
const SIMILAR = 0.75;
const MOST_TOLD = 3;

/**
 * Listings that may be the same group: same time at the same place, or same time and a similar name within one
 * organization. A similar name at the same place at another time is more likely the group's second evening: a hint.
 */
export function likelyDuplicates(subject: Candidate, others: readonly Candidate[]): CaseCheck[] {
  const found = others.filter((other) => other.id !== subject.id).flatMap((other) => verdictOn(subject, other));
  return found.sort((a, b) => (a.severity === b.severity ? 0 : a.severity === 'warning' ? -1 : 1)).slice(0, MOST_TOLD);
}

function verdictOn(subject: Candidate, other: Candidate): CaseCheck[] {
  const sameTime = subject.meetingTime === other.meetingTime;
  const near = isNear(subject, other);
  const similar = similarity(subject.name, other.name) >= SIMILAR;
  if (sameTime && near) return [warning('duplicate', `"${other.name}" meets at the same time at the same place.`)];
  if (sameTime && similar && subject.organizationId === other.organizationId) {
    return [warning('duplicate', `"${other.name}" of the same organization meets at the same time.`)];
  }
  if (near && similar) return [hint('similar-nearby', `"${other.name}" meets at the same place at another time.`)];
  return [];
}

function isNear(a: Candidate, b: Candidate): boolean {
  if (a.latitude === null || a.longitude === null || b.latitude === null || b.longitude === null) return false;
  const shrink = Math.cos((a.latitude * Math.PI) / 180);
  return Math.hypot(a.latitude - b.latitude, (a.longitude - b.longitude) * shrink) <= NEAR_DEGREES;
}

/** Sørensen–Dice coefficient over pairs of letters, 0 to 1, on what is left without numbers and usual words. */
export function similarity(a: string, b: string): number {
  const left = bigrams(a);
  const right = bigrams(b);
  if (left.length === 0 || right.length === 0) return bare(a) === bare(b) ? 1 : 0;
  const rest = [...right];
  const shared = left.filter((pair) => {
    const at = rest.indexOf(pair);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  });
  return (2 * shared.length) / (left.length + right.length);
}

function bigrams(text: string): string[] {
  const letters = bare(text);
  return [...letters].slice(1).map((letter, index) => `${letters[index]}${letter}`);
}

function bare(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\b(?:group|meeting|circle|the|afg|online)\b/g, '')
    .replace(/[^\p{L}]/gu, '');
}
