import { setTimeout as sleep } from 'node:timers/promises';
import type { KafkaConnection } from '@opencircle/kafka-connection';
import type { Broker } from '../broker/broker.js';
import { whyAway } from '../broker/why-away.js';

/** What a consumer waits for before it can join: a Kafka that answers (`away` is why it does not), or topics that are missing for it: Kafka does not tell those that it does not grant from those that are not there. */
export type Awaited = { readonly away: string } | { readonly missing: readonly string[] };

/** Waits until the topics are there, saying what it waits for; it never makes one. Gives up when `isClosing`. */
export async function awaitTopics(
  broker: Broker,
  connection: KafkaConnection,
  topics: readonly string[],
  say: (awaited: Awaited) => void,
  isClosing: () => boolean,
): Promise<void> {
  let said: 'away' | 'missing' | undefined;
  for (let round = 0; !isClosing(); round++) {
    const awaited = await look(broker, connection, topics);
    if (awaited === undefined) return;
    const kind = 'away' in awaited ? 'away' : 'missing';
    if (round % 10 === 0 || kind !== said) say(awaited);
    said = kind;
    await sleep(500);
  }
}

async function look(
  broker: Broker,
  connection: KafkaConnection,
  topics: readonly string[],
): Promise<Awaited | undefined> {
  try {
    const there = await broker.topics();
    const missing = topics.filter((topic) => !there.has(topic));
    return missing.length === 0 ? undefined : { missing };
  } catch (error) {
    return { away: whyAway(error, connection) };
  }
}
