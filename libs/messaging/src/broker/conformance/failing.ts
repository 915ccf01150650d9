import { setTimeout as sleep } from 'node:timers/promises';
import type { Broker } from '../broker.js';
import { Listener, until } from './listener.js';
import { count, inversions, missing, type BrokerPromise } from './promise.js';
import { event } from './sending.js';

/** What happens when Kafka, or the one who uses the client, does not do its part. */
export const failingPromises: readonly BrokerPromise[] = [
  {
    name: 'Kafka goes away and comes back: what a send said is there, receivers go on, in order',
    async check(broker, stage) {
      const topic = await stage.topic(2);
      const listener = await Listener.open(broker, { groupId: stage.name(), topics: [topic] });
      const sending = new AbortController();
      const sent: string[] = [];
      const work = sendOneByOne(broker, topic, sending.signal, sent);
      await until(() => sent.length >= 20);
      await stage.interrupt();
      const before = sent.length;
      await until(() => sent.length >= before + 20, 60);
      sending.abort();
      await work;
      await until(() => missing(sent, listener.values) === 0, 60);
      await listener.close();
      const firsts = [...new Set(listener.values)].map(Number);
      return {
        n: sent.length,
        found: {
          lost: missing(sent, listener.values),
          inverted: inversions(firsts),
          'gave up': listener.fatal.length,
          'never back': count(sent.length < before + 20),
        },
      };
    },
  },
  {
    name: 'a client that will not go on says so',
    async check(broker, stage) {
      const topic = await stage.topic();
      const groupId = stage.name();
      const leave = await stage.occupy(groupId, topic);
      const listener = await Listener.open(broker, { groupId, topics: [topic] }).catch(() => undefined);
      const isSaid = listener === undefined || (await until(() => listener.fatal.length > 0));
      await listener?.close();
      await leave();
      return { n: 1, found: { silent: count(!isSaid) } };
    },
  },
  {
    name: 'work that rejects is fatal, said once, and its records are not done',
    async check(broker, stage) {
      const topic = await stage.topic();
      const plan = { groupId: stage.name(), topics: [topic] };
      await stage.write(topic, 0, [{ value: 'x' }]);
      const listener = await Listener.open(broker, plan, () => Promise.reject(new TypeError('not mine to catch')));
      const isSaid = await until(() => listener.fatal.length > 0);
      await sleep(300);
      await listener.close();
      const committed = (await stage.committed(plan.groupId, topic)).get(0) ?? -1;
      return {
        n: 1,
        found: {
          silent: count(!isSaid),
          repeated: Math.max(0, listener.fatal.length - 1),
          committed: count(committed > 0),
        },
      };
    },
  },
];

/** As the relay does: the same value again, by a fresh sender, until it is there. */
async function sendOneByOne(broker: Broker, topic: string, signal: AbortSignal, sent: string[]) {
  let sender = await broker.openSender();
  while (!signal.aborted) {
    const value = String(sent.length);
    try {
      await sender.send([event(topic, 'one key', value)]);
      sent.push(value);
      await sleep(10);
    } catch {
      await sender.close().catch(() => undefined);
      sender = await openAgain(broker);
    }
  }
  await sender.close();
}

async function openAgain(broker: Broker) {
  for (;;) {
    try {
      return await broker.openSender();
    } catch {
      await sleep(200);
    }
  }
}
