import { Logger } from '@nestjs/common';
import { brokenBrokers, brokerPromises, isKept, kafkaClients, Stage } from '../src/broker/conformance/index.js';
import { ownKafka, type OwnKafka } from './own-kafka.js';

let kafka: OwnKafka;
let stage: Stage;

beforeAll(async () => {
  if (process.env['TEST_LOG'] === undefined) Logger.overrideLogger(false);
  kafka = await ownKafka();
  stage = await Stage.open(kafka.brokers, () => kafka.outage());
});

afterAll(async () => {
  await stage.close();
  await kafka.stop();
});

const promiseOf = (name: string) => brokerPromises.find((promise) => promise.name === name);

describe.each(Object.entries(kafkaClients))('%s keeps its promise:', (_name, open) => {
  it.each(brokerPromises.map(({ name }) => name))(
    '%s',
    async (name) => {
      const finding = await promiseOf(name)!.check(open('conformance', kafka), stage);
      expect(Object.entries(finding.found).filter(([, count]) => count !== 0)).toEqual([]);
      expect(finding.n).toBeGreaterThan(0);
    },
    180_000,
  );
});

// The proof `conformance` runs all of them; these are the quick ones.
describe('a broker that breaks its promise is found out (negative control)', () => {
  const quick = ['keeps one of a header that stands more than once', 'commits before the effect', 'does not pause'];
  it.each(brokenBrokers.filter(({ name }) => quick.includes(name)).map(({ name, breaks }) => [name, breaks[0] ?? '']))(
    'one that %s: %s',
    async (name, broken) => {
      const { sabotage } = brokenBrokers.find((one) => one.name === name)!;
      const broker = sabotage(kafkaClients.kafkajs('conformance', kafka));
      expect(isKept(await promiseOf(broken)!.check(broker, stage))).toBe(false);
    },
  );
  it('names only promises that there are', () => {
    const names = brokerPromises.map(({ name }) => name);
    expect(brokenBrokers.flatMap(({ breaks }) => breaks).filter((name) => !names.includes(name))).toEqual([]);
    expect(names.filter((name) => !brokenBrokers.some(({ breaks }) => breaks.includes(name)))).toEqual([]);
  });
});
