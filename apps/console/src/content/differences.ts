import { diffWordsWithSpace } from 'diff';
import type { Fact } from './facts.js';

export type Change = 'same' | 'added' | 'removed' | 'changed';
/** A run of text with its fate; a list's parts are segments of their own. */
export type Segment = { text: string; fate: 'kept' | 'added' | 'removed' };
export type Difference = { field: string; change: Change; list: boolean; segments: Segment[] };

/** Under this share of kept text, word-by-word marks are noise: old and new are shown whole. */
const leastKept = 0.3;

/** What an edit does to a group's content, field by field. */
export function differences(published: Fact[], submitted: Fact[]): Difference[] {
  return submitted.map((now) => {
    const before = published.find((fact) => fact.field === now.field);
    const segments = 'list' in now ? listSegments(before, now.list) : textSegments(before, now.text);
    return { field: now.field, change: changeOf(segments), list: 'list' in now, segments };
  });
}

function listSegments(before: Fact | undefined, now: string[]): Segment[] {
  const old = before && 'list' in before ? before.list : now;
  return [
    ...now.map((text): Segment => ({ text, fate: old.includes(text) ? 'kept' : 'added' })),
    ...old.filter((text) => !now.includes(text)).map((text): Segment => ({ text, fate: 'removed' })),
  ];
}

function textSegments(before: Fact | undefined, now: string): Segment[] {
  const old = before && 'text' in before ? before.text : now;
  const parts = diffWordsWithSpace(old, now).map(({ value, added, removed }): Segment => {
    return { text: value, fate: added ? 'added' : removed ? 'removed' : 'kept' };
  });
  const kept = parts.filter(({ fate }) => fate === 'kept').reduce((length, { text }) => length + text.length, 0);
  if (old === now || kept >= leastKept * Math.max(old.length, now.length)) return parts;
  return [
    { text: old, fate: 'removed' as const },
    { text: now, fate: 'added' as const },
  ].filter(({ text }) => text !== '');
}

function changeOf(segments: Segment[]): Change {
  const fates = new Set(segments.filter(({ text }) => text !== '').map(({ fate }) => fate));
  if (!fates.has('added') && !fates.has('removed')) return 'same';
  if (fates.size > 1) return 'changed';
  return fates.has('added') ? 'added' : 'removed';
}
