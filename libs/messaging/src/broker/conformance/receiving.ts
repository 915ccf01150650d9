import { setTimeout as sleep } from 'node:timers/promises';
import { hearAll, Listener, until } from './listener.js';
import { count, missing, numbered, repeated, type BrokerPromise } from './promise.js';

/** What the consumer rests on while it is a member. */
export const receivingPromises: readonly BrokerPromise[] = [
  {
    name: 'a new group begins with the first record',
    async check(broker, stage) {
      const topic = await stage.topic(2);
      await stage.write(
        topic,
        0,
        numbered(50).map((value) => ({ value })),
      );
      await stage.write(
        topic,
        1,
        numbered(50, 50).map((value) => ({ value })),
      );
      const listener = await Listener.open(broker, { groupId: stage.name(), topics: [topic] });
      await until(() => missing(numbered(100), listener.values) === 0);
      await listener.close();
      const { values } = listener;
      return { n: 100, found: { missing: missing(numbered(100), values), repeated: repeated(values) } };
    },
  },
  {
    name: 'headers come byte for byte, as often as they stood, whatever their names',
    async check(broker, stage) {
      const topic = await stage.topic();
      const [binary, other] = [Buffer.from([0, 255, 254, 10, 128]), Buffer.from('other')];
      const sent: Record<string, Buffer | Buffer[]> = {
        binary,
        ce_id: [other, binary, other],
        constructor: other,
        toString: [binary, other],
        ['__proto__']: binary,
        empty: Buffer.alloc(0),
      };
      await stage.write(topic, 0, [{ value: 'x', headers: sent }]);
      const listener = await Listener.open(broker, { groupId: stage.name(), topics: [topic] });
      await until(() => listener.heard.length > 0);
      await listener.close();
      const came = new Map(Object.entries(listener.heard[0]?.headers ?? {}));
      const changed = Object.entries(sent).filter(([name, value]) => hex(came.get(name)) !== hex(value));
      return {
        n: Object.keys(sent).length,
        found: { changed: changed.length, added: came.size - Object.keys(sent).length },
      };
    },
  },
  {
    name: 'no key, no value and an empty value are told apart',
    async check(broker, stage) {
      const topic = await stage.topic();
      await stage.write(topic, 0, [
        { key: null, value: 'x' },
        { key: 'k', value: null },
        { key: '', value: '' },
      ]);
      const listener = await Listener.open(broker, { groupId: stage.name(), topics: [topic] });
      await until(() => listener.heard.length === 3);
      await listener.close();
      const came = listener.heard.map(
        ({ key, value }) => `${key?.toString() ?? 'null'}|${value?.toString() ?? 'null'}`,
      );
      return { n: 3, found: { changed: missing(['null|x', 'k|null', '|'], came), lost: 3 - came.length } };
    },
  },
  {
    name: 'what is not done comes again, and nothing after it is skipped',
    async check(broker, stage) {
      const topic = await stage.topic();
      await stage.write(
        topic,
        0,
        numbered(30).map((value) => ({ value })),
      );
      const done: string[] = [];
      let refusals = 0;
      const listener = await Listener.open(broker, { groupId: stage.name(), topics: [topic] }, async (delivery) => {
        for (const { offset, value } of delivery.records) {
          // Each tenth twice: once with a pause, once without.
          if (Number(value) % 10 === 5 && refusals++ % 3 !== 2) {
            if (refusals % 3 === 1) delivery.pauseFor(100);
            return;
          }
          done.push(value?.toString() ?? '');
          delivery.done(offset);
          await Promise.resolve();
        }
      });
      await until(() => missing(numbered(30), done) === 0);
      await listener.close();
      const isInOrder = [...new Set(done)].join() === numbered(30).join();
      return { n: 30, found: { lost: missing(numbered(30), done), disordered: count(!isInOrder) } };
    },
  },
  {
    name: 'a pause lasts as long as asked, and other partitions flow',
    async check(broker, stage) {
      const topic = await stage.topic(2);
      const pause = 2_500;
      let pausedAt = 0;
      const listener = await Listener.open(
        broker,
        { groupId: stage.name(), topics: [topic] },
        async (delivery, hear) => {
          if (delivery.partition === 1) return hearAll(delivery, hear);
          const [first] = delivery.records;
          if (pausedAt === 0 && first !== undefined) {
            pausedAt = Date.now();
            delivery.pauseFor(pause);
            return;
          }
          await hearAll(delivery, hear);
        },
      );
      await stage.write(topic, 0, [{ value: 'paused' }]);
      await until(() => pausedAt > 0);
      for (const value of numbered(10)) await stage.write(topic, 1, [{ value }]);
      await until(() => listener.values.includes('paused') && missing(numbered(10), listener.values) === 0);
      await listener.close();
      const resumed = listener.heard.find(({ value }) => value?.toString() === 'paused')?.at ?? Infinity;
      const flowed = listener.heard.filter(({ partition, at }) => partition === 1 && at < pausedAt + pause);
      return {
        n: 11,
        found: {
          early: count(resumed < pausedAt + pause - 10),
          late: count(resumed > pausedAt + pause + 3_000),
          'held up': 10 - flowed.length,
        },
      };
    },
  },
  {
    name: 'one delivery a partition at a time, and no more partitions than asked',
    async check(broker, stage) {
      const topic = await stage.topic(5);
      const inWork = new Map<number, number>();
      const found = { overlapping: 0, crowded: 0 };
      const plan = { groupId: stage.name(), topics: [topic], concurrency: 2 };
      const listener = await Listener.open(broker, plan, async (delivery, hear) => {
        const { partition } = delivery;
        inWork.set(partition, (inWork.get(partition) ?? 0) + 1);
        found.overlapping += count((inWork.get(partition) ?? 0) > 1);
        found.crowded += count([...inWork.values()].reduce((a, b) => a + b, 0) > 2);
        await sleep(20);
        await hearAll(delivery, hear);
        inWork.set(partition, (inWork.get(partition) ?? 0) - 1);
      });
      for (let round = 0; round < 10; round++) {
        for (let partition = 0; partition < 5; partition++) {
          await stage.write(topic, partition, [{ value: `${round}/${partition}` }]);
        }
      }
      await until(() => listener.heard.length >= 50);
      await listener.close();
      return { n: 50, found: { ...found, lost: 50 - new Set(listener.values).size } };
    },
  },
];

function hex(value: unknown): string {
  if (Array.isArray(value)) return value.map(hex).join();
  return Buffer.isBuffer(value) ? `<${value.toString('hex')}>` : String(value);
}
