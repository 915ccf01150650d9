import { setTimeout as sleep } from 'node:timers/promises';
import type { Kafka } from 'kafkajs';

/** Waits until the topics are there, saying which are missing; it never makes one. Gives up when `isClosing`. */
export async function awaitTopics(
  kafka: Kafka,
  topics: readonly string[],
  say: (missing: string[]) => void,
  isClosing: () => boolean,
): Promise<void> {
  const admin = kafka.admin();
  try {
    for (let round = 0; !isClosing(); round++) {
      const there = new Set(
        await admin
          .connect()
          .then(() => admin.listTopics())
          .catch((): string[] => []),
      );
      const missing = topics.filter((topic) => !there.has(topic));
      if (missing.length === 0) return;
      if (round % 10 === 0) say(missing);
      await sleep(500);
    }
  } finally {
    await admin.disconnect();
  }
}
