import { setTimeout as sleep } from 'node:timers/promises';
import type { StubbornClient } from './stubborn-client.js';

type Problem = { type?: string; nextStarts?: string[] };

/** Books one visit of each group that `next` names, by a person of their own, `atOnce` of them at once, until `next` has no more. */
export async function bookVisits(
  seeker: StubbornClient,
  atOnce: number,
  next: () => Promise<string | undefined>,
): Promise<void> {
  const work = async (): Promise<void> => {
    for (let listingId = await next(); listingId !== undefined; listingId = await next()) {
      await seeker.commit(`visit/${listingId}`, '/membership/v1/visits', {
        ...visitOf(listingId),
        sessionStart: await firstSession(seeker, listingId),
      });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

/** Asks for a session that cannot be: once membership knows the group, the answer names those that can. */
async function firstSession(seeker: StubbornClient, listingId: string): Promise<string> {
  for (;;) {
    const { body } = await seeker.insist<Problem>('POST', '/membership/v1/visits', {
      ...visitOf(listingId),
      sessionStart: '2001-01-01T00:00:00Z',
    });
    const start = body.nextStarts?.[0];
    if (start !== undefined) return start;
    await sleep(500);
  }
}

function visitOf(listingId: string) {
  return { listingId, displayName: 'A visitor', email: `${listingId}@storm.example`, consent: true, language: 'en' };
}
