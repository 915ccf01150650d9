import { setTimeout as sleep } from 'node:timers/promises';
import type { Broker } from '../broker/broker.js';

/** Waits until the topics are there, saying which are missing; it never makes one. Gives up when `isClosing`. */
export async function awaitTopics(
  broker: Broker,
  topics: readonly string[],
  say: (missing: string[]) => void,
  isClosing: () => boolean,
): Promise<void> {
  for (let round = 0; !isClosing(); round++) {
    const there = await broker.topics().catch((): ReadonlySet<string> => new Set());
    const missing = topics.filter((topic) => !there.has(topic));
    if (missing.length === 0) return;
    if (round % 10 === 0) say(missing);
    await sleep(500);
  }
}
