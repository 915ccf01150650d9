import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { freePort, startKafka } from '@opencircle/backing-services';
import {
  brokenBrokers,
  brokerPromises,
  isKept,
  kafkaClients,
  Stage,
  type BrokerPromise,
  type Finding,
} from '@opencircle/messaging/conformance';
import { withScratch } from '../scratch.js';
import type { Verdict } from '../verdict.js';

type OpenBroker = (typeof kafkaClients)[keyof typeof kafkaClients];
type Bench = { readonly stage: Stage; readonly brokers: readonly string[] };

/**
 * What messaging asks of a Kafka client, of each client behind the port. Each promise has brokers that break it, and
 * its check must notice. `quick` breaks promises of the default client alone.
 */
export function conformance({ quick }: { quick: boolean }): Promise<Verdict[]> {
  return withScratch(async (folder) => {
    const [port, controllerPort] = [await freePort(), await freePort()];
    if (process.env['PROVE_LOG'] === undefined) Logger.overrideLogger(false);
    const start = () =>
      startKafka({ port, controllerPort, dataDir: join(folder, 'kafka'), logFile: join(folder, 'kafka.log') });
    let kafka = await start();
    const brokers = [kafka.brokers];
    const stage = await Stage.open(brokers, async () => {
      await kafka.stop();
      kafka = await start();
    });
    try {
      return await verdicts({ stage, brokers }, quick);
    } finally {
      await stage.close();
      await kafka.stop();
    }
  });
}

async function verdicts(bench: Bench, quick: boolean): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const promise of brokerPromises) {
    let control = true;
    for (const [client, open] of Object.entries(kafkaClients)) {
      const { n, found } = await look(promise, open, bench);
      if (client === 'kafkajs' || !quick) control = await isEveryBreachCaught(promise, open, bench);
      verdicts.push({
        name: 'conformance',
        case: `${client}: ${promise.name}`,
        seed: null,
        n,
        found: { ...found },
        control,
        pass: isKept({ n, found }),
      });
    }
  }
  return verdicts;
}

async function isEveryBreachCaught(promise: BrokerPromise, open: OpenBroker, bench: Bench): Promise<boolean> {
  const breaking = brokenBrokers.filter(({ breaks }) => breaks.includes(promise.name));
  let isCaught = breaking.length > 0;
  for (const { name, sabotage } of breaking) {
    const finding = await look(promise, (...about) => sabotage(open(...about)), bench);
    if (!isKept(finding)) continue;
    console.error(`  not caught: a broker that ${name}, by "${promise.name}"`);
    isCaught = false;
  }
  return isCaught;
}

/** A check that breaks off found that the client throws where it must not. */
async function look(promise: BrokerPromise, open: OpenBroker, { stage, brokers }: Bench): Promise<Finding> {
  try {
    return await promise.check(open('conformance', { brokers }), stage);
  } catch (error) {
    console.error(`  ${promise.name}: ${(error as Error).message}`);
    return { n: 0, found: { 'broke off': 1 } };
  }
}
