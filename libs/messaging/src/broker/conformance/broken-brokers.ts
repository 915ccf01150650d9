import type { Broker, Delivery, ReceiverPlan, Sender } from '../broker.js';

/** A Broker that breaks one promise, and the ones that must notice. */
export type BrokenBroker = {
  readonly name: string;
  readonly breaks: readonly string[];
  readonly sabotage: (broker: Broker) => Broker;
};

const changedSender = (change: (sender: Sender) => Partial<Sender>) => (broker: Broker) =>
  changed(broker, {
    openSender: async () => {
      const sender = await broker.openSender();
      return { send: (events) => sender.send(events), close: () => sender.close(), ...change(sender) };
    },
  });

const changedPlan = (change: (plan: ReceiverPlan) => Partial<ReceiverPlan>) => (broker: Broker) =>
  changed(broker, { openReceiver: (plan) => broker.openReceiver({ ...plan, ...change(plan) }) });

const changedDelivery = (change: (delivery: Delivery) => Partial<Delivery>) =>
  changedPlan(({ receive }) => ({ receive: (delivery) => receive({ ...delivery, ...change(delivery) }) }));

/** The negative controls of the conformance suite: a check that passes one of these proves nothing. */
export const brokenBrokers: readonly BrokenBroker[] = [
  {
    name: 'sends a batch from its end',
    breaks: ['events of one key arrive in the order sent'],
    sabotage: changedSender((sender) => ({ send: (events) => sender.send([...events].reverse()) })),
  },
  {
    name: 'sends everything with one key',
    breaks: ['a key has the partition that every Kafka client gives it'],
    sabotage: changedSender((sender) => ({
      send: (events) => sender.send(events.map((event) => ({ ...event, key: 'key' }))),
    })),
  },
  {
    name: 'cuts values and leaves headers out',
    breaks: ['a large event arrives byte for byte, with its headers'],
    sabotage: changedSender((sender) => ({
      send: (events) =>
        sender.send(events.map((event) => ({ ...event, value: event.value.slice(0, 10), headers: {} }))),
    })),
  },
  {
    name: 'swallows what a send says',
    breaks: [
      'an event too large for Kafka is refused as such, soon',
      'an event for a topic that is not there is refused as such, soon, and makes none',
    ],
    sabotage: changedSender((sender) => ({ send: (events) => sender.send(events).catch(() => undefined) })),
  },
  {
    name: 'has one sender for all, which failed',
    breaks: ['after a refusal a fresh sender goes on'],
    sabotage: (broker) => {
      let hasFailed = false;
      return changedSender((sender) => ({
        send: async (events) => {
          if (hasFailed) throw new Error('out of sequence');
          await sender.send(events).catch((error: unknown) => {
            hasFailed = true;
            throw error;
          });
        },
      }))(broker);
    },
  },
  {
    name: 'leaves out the first record of a delivery',
    breaks: [
      'a new group begins with the first record',
      'no key, no value and an empty value are told apart',
      'Kafka goes away and comes back: what a send said is there, receivers go on, in order',
    ],
    sabotage: changedDelivery(({ records }) => ({ records: records.slice(1) })),
  },
  {
    name: 'keeps one of a header that stands more than once',
    breaks: ['headers come byte for byte, as often as they stood, whatever their names'],
    sabotage: changedDelivery(({ records }) => ({
      records: records.map(({ headers, ...record }) => ({
        ...record,
        headers: Object.fromEntries(
          Object.entries(headers ?? {}).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
        ),
      })),
    })),
  },
  {
    name: 'commits before the effect',
    breaks: [
      'what is not done comes again, and nothing after it is skipped',
      'what was not done before a close comes to the next receiver',
      'no offset is committed ahead of what is done',
      'work that rejects is fatal, said once, and its records are not done',
    ],
    sabotage: changedPlan(({ receive }) => ({
      receive: async (delivery) => {
        await skip(delivery);
        await receive({ ...delivery, done: () => undefined });
      },
    })),
  },
  {
    name: 'does not pause',
    breaks: ['a pause lasts as long as asked, and other partitions flow'],
    sabotage: changedDelivery(() => ({ pauseFor: () => undefined })),
  },
  {
    name: 'works on every partition at once',
    breaks: ['one delivery a partition at a time, and no more partitions than asked'],
    sabotage: changedPlan(() => ({ concurrency: 5 })),
  },
  {
    name: 'never commits',
    breaks: [
      'a receiver goes on behind what was done when another closed',
      'offsets are committed soon while a receiver goes on',
      'close waits for what is in work, and commits it',
    ],
    sabotage: changedDelivery(() => ({ done: () => undefined })),
  },
  {
    name: 'loses what comes after a rebalance',
    breaks: ['receivers come and go, and nothing is lost or out of order'],
    sabotage: changedPlan(({ receive, onSign }) => {
      let joins = 0;
      return {
        onSign: (sign) => {
          if (sign === 'joined') joins++;
          onSign(sign);
        },
        receive: (delivery) => (joins > 1 ? skip(delivery) : receive(delivery)),
      };
    }),
  },
  {
    name: 'says nothing of a rebalance',
    breaks: ['long work learns by heartbeat that another wants to join'],
    sabotage: changedDelivery(() => ({ heartbeat: () => Promise.resolve(), isStale: () => false })),
  },
  {
    name: 'always says that nothing lags',
    breaks: ['lag is what is not committed, from the first record on for a group that never was'],
    sabotage: (broker) =>
      changed(broker, { lag: (_group, topics) => Promise.resolve(topics.map((topic) => ({ topic, lag: 0 }))) }),
  },
  {
    name: 'gives up in silence',
    breaks: [
      'a client that will not go on says so',
      'work that rejects is fatal, said once, and its records are not done',
    ],
    // A client may also say it by not opening at all.
    sabotage: (broker) =>
      changed(broker, {
        openReceiver: (plan) =>
          broker.openReceiver({ ...plan, onFatal: () => undefined }).catch(() => ({ close: () => Promise.resolve() })),
      }),
  },
];

function changed(broker: Broker, change: Partial<Broker>): Broker {
  return {
    openSender: () => broker.openSender(),
    openReceiver: (plan) => broker.openReceiver(plan),
    topics: () => broker.topics(),
    lag: (groupId, topics) => broker.lag(groupId, topics),
    ...change,
  };
}

function skip(delivery: Delivery): Promise<void> {
  const last = delivery.records.at(-1);
  if (last !== undefined) delivery.done(last.offset);
  return Promise.resolve();
}
