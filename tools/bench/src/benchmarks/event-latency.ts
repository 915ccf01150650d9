import { approvedToFindable } from './approved-to-findable.js';
import { commitToEffect } from './commit-to-effect.js';
import type { Figure } from '../figure.js';

/** How late an event is: from commit to effect, messaging alone; and from a decision to what a seeker finds, all of it. */
export async function eventLatency(options: { quick: boolean }): Promise<Figure[]> {
  return [...(await commitToEffect(options)), ...(await approvedToFindable(options))];
}
