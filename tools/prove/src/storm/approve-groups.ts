import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenCase } from '@opencircle/testing';
import { GROUP_PREFIX } from './storm-sources.js';
import type { StubbornClient } from './stubborn-client.js';

/**
 * Approves groups as they come, each once, until all of `total` were decided or given up; it is known in the end.
 * `atOnce` moderators share the queue. `onApproved` is told of those whose approval was answered, `onGivenUp` of others.
 */
export async function approveGroups(
  moderator: StubbornClient,
  atOnce: number,
  total: () => number | undefined,
  { onApproved, onGivenUp }: { onApproved: (listingId: string) => void; onGivenUp: () => void },
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
        if (answer === undefined) onGivenUp();
        else if (answer.status < 300) onApproved(each.listingId);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
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
