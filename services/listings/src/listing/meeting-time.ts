import type { ListingContent } from './listing-content.js';

/** Weekday and local time in one word, so that two groups that meet at the same time can be found: `TU 19:00`. */
export function meetingTime({ rule, firstStart }: Pick<ListingContent['series'], 'rule' | 'firstStart'>): string {
  const days = /BYDAY=([^;]+)/.exec(rule ?? '')?.[1] ?? firstStart.slice(0, 10);
  return `${days} ${firstStart.slice(11)}`;
}
