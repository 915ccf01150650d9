import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenCase } from '@opencircle/testing';
import { GROUP_PREFIX } from './storm-sources.js';
import type { StubbornClient } from './stubborn-client.js';

/** Moderators at once, as with a queue that several people work on. */
const AT_ONCE = 4;

/**
 * Approves groups as they come, each once, until all of `total` were decided or given up; it is known in the end.
 * `onApproved` is told of those whose approval was answered.
 */
export async function approveGroups(
  moderator: StubbornClient,
  total: () => number | undefined,
  onApproved: (listingId: string) => void,
): Promise<void> {
  const seen = new Set<string>();
  while (seen.size < (total() ?? Infinity)) {
    const fresh = (await openCases(moderator)).filter(({ id }) => !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    const waiting = [...fresh];
    const work = async (): Promise<void> => {
      for (let each = waiting.shift(); each !== undefined; each = waiting.shift()) {
        const answer = await moderator.commit(`approve/${each.id}`, `/listings/v1/cases/${each.id}/decisions`, {
          decision: 'approved',
          reasonCode: 'meets-guidelines',
        });
        if (answer !== undefined && answer.status < 300) onApproved(each.listingId);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    if (fresh.length === 0) await sleep(500);
  }
}

/** The first hundred of them are enough: what is decided is open no more. */
async function openCases(moderator: StubbornClient): Promise<OpenCase[]> {
  const path = '/listings/v1/cases?state=open&kind=revision&sort=openedAt&limit=100';
  const found: OpenCase[] = [];
  for (let cursor: string | null = ''; cursor !== null && found.length < 100;) {
    const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { body } = await moderator.insist<{ items: OpenCase[]; next: string | null }>('GET', path + after);
    found.push(...body.items.filter(({ listingName }) => listingName.startsWith(GROUP_PREFIX)));
    cursor = body.next;
  }
  return found;
}
