import { EventRefused, type OutgoingEvent, type Sender } from '../broker.js';
import { Listener, until } from './listener.js';
import { murmur2 } from './murmur2.js';
import { count, inversions, missing, numbered, type BrokerPromise } from './promise.js';

const SOON_MS = 5_000;

export function event(
  topic: string,
  key: string,
  value: string,
  headers: OutgoingEvent['headers'] = {},
): OutgoingEvent {
  return { topic, key, value, headers };
}

/** What the relay rests on. */
export const sendingPromises: readonly BrokerPromise[] = [
  {
    name: 'events of one key arrive in the order sent',
    async check(broker, stage) {
      const topic = await stage.topic(6);
      const values = numbered(600);
      const sender = await broker.openSender();
      for (let at = 0; at < values.length; at += 200) {
        await sender.send(values.slice(at, at + 200).map((value) => event(topic, `key ${Number(value) % 10}`, value)));
      }
      await sender.close();
      const listener = await Listener.open(broker, { groupId: stage.name(), topics: [topic] });
      await until(() => missing(values, listener.values) === 0);
      await listener.close();
      const byKey = Map.groupBy(listener.heard, ({ key }) => key?.toString());
      const inverted = [...byKey.values()].map((heard) => inversions(heard.map(({ value }) => Number(value))));
      return {
        n: values.length,
        found: { lost: missing(values, listener.values), inverted: inverted.reduce((a, b) => a + b, 0) },
      };
    },
  },
  {
    name: 'a key has the partition that every Kafka client gives it',
    async check(broker, stage) {
      const topic = await stage.topic(7);
      const keys = [
        ...numbered(50),
        ...numbered(50).map((n) => `01936b1e-7c1a-7000-8000-0000000000${n.padStart(2, '0')}`),
      ];
      const sender = await broker.openSender();
      await sender.send(keys.map((key) => event(topic, key, key)));
      await sender.close();
      const listener = await Listener.open(broker, { groupId: stage.name(), topics: [topic] });
      await until(() => missing(keys, listener.values) === 0);
      await listener.close();
      const misplaced = listener.heard.filter(
        ({ value, partition }) => value === null || (murmur2(value) & 0x7fffffff) % 7 !== partition,
      );
      return { n: keys.length, found: { lost: missing(keys, listener.values), misplaced: misplaced.length } };
    },
  },
  {
    name: 'a large event arrives byte for byte, with its headers',
    async check(broker, stage) {
      const topic = await stage.topic(3);
      const headers = { ce_type: 'a.b', ce_subject: 'Zoë ✓', empty: '' };
      const sent = [1, 1_000, 100_000, 900_000].map((size) =>
        event(topic, `k${size}`, `é${'x'.repeat(size)}`, headers),
      );
      const sender = await broker.openSender();
      for (const one of sent) await sender.send([one]);
      await sender.close();
      const listener = await Listener.open(broker, { groupId: stage.name(), topics: [topic] });
      const values = sent.map(({ value }) => value);
      await until(() => missing(values, listener.values) === 0);
      await listener.close();
      const changed = listener.heard.filter(
        (heard) => !Object.entries(headers).every(([name, text]) => heard.headers?.[name]?.toString() === text),
      );
      return { n: sent.length, found: { lost: missing(values, listener.values), 'headers changed': changed.length } };
    },
  },
  {
    name: 'an event too large for Kafka is refused as such, soon',
    check: async (broker, stage) => {
      const topic = await stage.topic();
      return refused(await broker.openSender(), event(topic, 'key', 'x'.repeat(1_200_000)), 'too-large');
    },
  },
  {
    name: 'an event for a topic that is not there is refused as such, soon, and makes none',
    async check(broker, stage) {
      const topic = stage.name();
      const { n, found } = await refused(await broker.openSender(), event(topic, 'key', 'value'), 'unknown-topic');
      await broker.lag(stage.name(), [topic]).catch(() => undefined);
      const isMade = (await stage.topics()).has(topic) || (await broker.topics()).has(topic);
      return { n, found: { ...found, made: count(isMade) } };
    },
  },
  {
    name: 'after a refusal a fresh sender goes on',
    async check(broker, stage) {
      const topic = await stage.topic();
      for (const value of numbered(20)) {
        const sender = await broker.openSender();
        await sender.send([event(topic, 'key', value)]).catch(() => undefined);
        await sender.send([event(topic, 'key', 'x'.repeat(1_200_000))]).catch(() => undefined);
        await sender.close().catch(() => undefined);
      }
      const listener = await Listener.open(broker, { groupId: stage.name(), topics: [topic] });
      await until(() => missing(numbered(20), listener.values) === 0);
      await listener.close();
      return {
        n: 20,
        found: { lost: missing(numbered(20), listener.values), inverted: inversions(listener.values.map(Number)) },
      };
    },
  },
];

async function refused(sender: Sender, outgoing: OutgoingEvent, reason: EventRefused['reason']) {
  const began = Date.now();
  const error = await sender.send([outgoing]).then(
    () => undefined,
    (fault: unknown) => fault,
  );
  const isLate = Date.now() - began > SOON_MS;
  await sender.close().catch(() => undefined);
  const isNamed = error instanceof EventRefused && error.reason === reason;
  return {
    n: 1,
    found: {
      accepted: count(error === undefined),
      'named wrongly': count(error !== undefined && !isNamed),
      late: count(isLate),
    },
  };
}
