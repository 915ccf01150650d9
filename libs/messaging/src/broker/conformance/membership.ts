import { setTimeout as sleep } from 'node:timers/promises';
import { hearAll, Listener, until, type Act } from './listener.js';
import { count, inversions, missing, numbered, repeated, type BrokerPromise } from './promise.js';
import type { Stage } from './stage.js';

/** What at-least-once rests on: offsets, ends and changes of a membership. */
export const membershipPromises: readonly BrokerPromise[] = [
  {
    name: 'a receiver goes on behind what was done when another closed',
    async check(broker, stage) {
      const topic = await stage.topic(2);
      const plan = { groupId: stage.name(), topics: [topic] };
      await writeAlternately(stage, topic, numbered(100));
      const first = await Listener.open(broker, plan);
      await until(() => first.heard.length >= 100);
      await first.close();
      const committed = await stage.committed(plan.groupId, topic);
      await writeAlternately(stage, topic, numbered(20, 100));
      const second = await Listener.open(broker, plan);
      await until(() => missing(numbered(20, 100), second.values) === 0);
      await second.close();
      const lost = missing(numbered(120), [...first.values, ...second.values]);
      const again = repeated([...first.values, ...second.values]);
      const uncommitted = [0, 1].filter((partition) => committed.get(partition) !== 50).length;
      return { n: 120, found: { lost, repeated: again, uncommitted } };
    },
  },
  {
    name: 'what was not done before a close comes to the next receiver',
    async check(broker, stage) {
      const topic = await stage.topic();
      const plan = { groupId: stage.name(), topics: [topic] };
      await writeAll(stage, topic, numbered(40));
      const half: Act = async (delivery, hear) => {
        for (const record of delivery.records) {
          if (Number(record.value) >= 20) break;
          hear(record);
          delivery.done(record.offset);
        }
        await sleep(50);
      };
      const first = await Listener.open(broker, plan, half);
      await until(() => first.heard.length >= 20);
      await first.close();
      const second = await Listener.open(broker, plan);
      await until(() => missing(numbered(20, 20), second.values) === 0);
      await second.close();
      return { n: 40, found: { lost: missing(numbered(40), [...first.values, ...second.values]) } };
    },
  },
  {
    name: 'no offset is committed ahead of what is done',
    async check(broker, stage) {
      const topic = await stage.topic();
      const plan = { groupId: stage.name(), topics: [topic] };
      await writeAll(stage, topic, numbered(20));
      const ahead: number[] = [];
      const listener = await Listener.open(broker, plan, async (delivery, hear) => {
        for (const record of delivery.records.slice(0, 5)) {
          await sleep(400);
          const committed = (await stage.committed(plan.groupId, topic)).get(0) ?? -1;
          if (committed > Number(record.offset)) ahead.push(committed);
          hear(record);
          delivery.done(record.offset);
        }
      });
      await until(() => listener.heard.length >= 8);
      await listener.close();
      return { n: listener.heard.length, found: { ahead: ahead.length } };
    },
  },
  {
    name: 'offsets are committed soon while a receiver goes on',
    async check(broker, stage) {
      const topic = await stage.topic();
      const plan = { groupId: stage.name(), topics: [topic] };
      const listener = await Listener.open(broker, plan);
      await writeAll(stage, topic, numbered(20));
      await until(() => listener.heard.length >= 20);
      const isSoon = await until(async () => (await stage.committed(plan.groupId, topic)).get(0) === 20, 3);
      await listener.close();
      return { n: 20, found: { late: count(!isSoon) } };
    },
  },
  {
    name: 'close waits for what is in work, and commits it',
    async check(broker, stage) {
      const topic = await stage.topic();
      const plan = { groupId: stage.name(), topics: [topic] };
      await writeAll(stage, topic, ['x']);
      let [began, ended] = [false, false];
      const listener = await Listener.open(broker, plan, async (delivery, hear) => {
        began = true;
        await sleep(1_500);
        await hearAll({ ...delivery, isStale: () => false }, hear);
        ended = true;
      });
      await until(() => began);
      await listener.close();
      const isWhole = ended;
      const committed = (await stage.committed(plan.groupId, topic)).get(0);
      return { n: 1, found: { abandoned: count(!isWhole), uncommitted: count(committed !== 1) } };
    },
  },
  {
    name: 'receivers come and go, and nothing is lost or out of order',
    async check(broker, stage) {
      const topic = await stage.topic(6);
      const plan = { groupId: stage.name(), topics: [topic] };
      const expected: string[] = [];
      const inTurn: string[] = [];
      const slowly: Act = async (delivery, hear) => {
        for (const record of delivery.records) {
          if (delivery.isStale()) return;
          await sleep(2);
          hear(record);
          inTurn.push(`${delivery.partition}:${record.value?.toString() ?? ''}`);
          delivery.done(record.offset);
          await delivery.heartbeat().catch(() => undefined);
        }
      };
      const write = async (values: string[]) => {
        for (let partition = 0; partition < 6; partition++) {
          await stage.write(
            topic,
            partition,
            values.map((value) => ({ value })),
          );
          expected.push(...values.map((value) => `${partition}:${value}`));
        }
      };
      const first = await Listener.open(broker, plan, slowly);
      await write(numbered(100));
      const second = await Listener.open(broker, plan, slowly);
      await write(numbered(100, 100));
      await until(() => second.heard.length > 50);
      await first.close();
      await write(numbered(50, 200));
      await until(() => missing(expected, inTurn) === 0, 30);
      await second.close();
      const firsts = Map.groupBy([...new Set(inTurn)], (one) => one.split(':')[0]);
      const disorder = [...firsts.values()].map((ones) => inversions(ones.map((one) => Number(one.split(':')[1]))));
      return {
        n: expected.length,
        found: {
          lost: missing(expected, inTurn),
          inverted: disorder.reduce((a, b) => a + b, 0),
          'second idle': count(second.heard.length === 0),
          'gave up': first.fatal.length + second.fatal.length,
        },
      };
    },
  },
  {
    name: 'long work learns by heartbeat that another wants to join',
    async check(broker, stage) {
      const topic = await stage.topic(2);
      const plan = { groupId: stage.name(), topics: [topic] };
      await writeAlternately(stage, topic, numbered(2));
      let isAware = false;
      let isWorking = false;
      const first = await Listener.open(broker, plan, async (delivery) => {
        isWorking = true;
        for (const end = Date.now() + 12_000; Date.now() < end && !isAware;) {
          await sleep(200);
          await delivery.heartbeat().catch(() => undefined);
          isAware ||= delivery.isStale();
        }
      });
      await until(() => isWorking);
      const second = await Listener.open(broker, plan, hearAll);
      await until(() => isAware, 12);
      const wasAware = isAware;
      isAware = true;
      await Promise.all([first.close(), second.close()]);
      return { n: 1, found: { unaware: count(!wasAware) } };
    },
  },
  {
    name: 'lag is what is not committed, from the first record on for a group that never was',
    async check(broker, stage) {
      const topic = await stage.topic(2);
      const plan = { groupId: stage.name(), topics: [topic] };
      await writeAlternately(stage, topic, numbered(100));
      const lagOf = async (group: string) => (await broker.lag(group, [topic])).find((one) => one.topic === topic)?.lag;
      const never = await lagOf(plan.groupId);
      const listener = await Listener.open(broker, plan);
      await until(() => listener.heard.length >= 100);
      await listener.close();
      const after = await lagOf(plan.groupId);
      await writeAlternately(stage, topic, numbered(30));
      const behind = await lagOf(plan.groupId);
      return { n: 3, found: { wrong: count(never !== 100) + count(after !== 0) + count(behind !== 30) } };
    },
  },
];

function writeAll(stage: Stage, topic: string, values: readonly string[]): Promise<void> {
  return stage.write(
    topic,
    0,
    values.map((value) => ({ value })),
  );
}

async function writeAlternately(stage: Stage, topic: string, values: readonly string[]): Promise<void> {
  for (const partition of [0, 1]) {
    const half = values.filter((_, i) => i % 2 === partition);
    await stage.write(
      topic,
      partition,
      half.map((value) => ({ value })),
    );
  }
}
