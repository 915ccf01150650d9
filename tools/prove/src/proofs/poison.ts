import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startTestServices, type TestServices } from '@opencircle/backing-services';
import { judgeMended, judgeParked, percentile } from '../poison/judge.js';
import type { ConsumerKind } from '../poison/child-settings.js';
import { PoisonBench } from '../poison/poison-bench.js';
import type { Traffic } from '../poison/traffic.js';
import { Random } from '../random.js';
import { withScratch } from '../scratch.js';
import type { Verdict } from '../verdict.js';

const SEED = 20_261_124;
const GOOD_A_SECOND = 100;
const BAD_A_SECOND = 20;
/** One of each kind and more: what the process does for the first time, it does slowly. */
const WARM_UP_BAD = 100;
/** How long everything may take to settle once it is sent. */
const PATIENCE_S = 60;

type Options = { readonly folder: string; readonly bad: number; readonly calmSeconds: number };

/**
 * Bad events of every kind among good ones, on the real consumer: it lives, good events flow about as fast as without,
 * each bad one is parked as what it is, and once mended everything has its effect, in order.
 */
export function poison({ quick }: { quick: boolean }): Promise<Verdict[]> {
  return withScratch(async (folder) => {
    const services = await startTestServices(folder);
    const options = { folder, bad: quick ? 500 : 10_000, calmSeconds: quick ? 20 : 30 };
    try {
      const control = await isCarefreeConsumerCaught(services, folder);
      const verdicts: Verdict[] = [];
      for (const kind of ['single', 'batch'] as const) {
        verdicts.push({ ...(await among(services, kind, options)), control });
      }
      return verdicts;
    } finally {
      await services.stop();
    }
  });
}

async function among(services: TestServices, kind: ConsumerKind, options: Options): Promise<Omit<Verdict, 'control'>> {
  const bench = await PoisonBench.open(services, kind, new Random(SEED), join(options.folder, `${kind}.log`));
  try {
    const { traffic } = bench;
    const run = async (bad: number, until: Parameters<Traffic['run']>[1]) => {
      await traffic.run({ good: GOOD_A_SECOND, bad }, until);
      await settle(bench);
      return traffic.good.length;
    };
    const calmFrom = await run(BAD_A_SECOND, { bad: WARM_UP_BAD });
    const poisonFrom = await run(0, { seconds: options.calmSeconds });
    const poisonTo = await run(BAD_A_SECOND, { bad: options.bad - WARM_UP_BAD });
    const parked = judgeParked(traffic, await bench.parked());
    const waits = await waitsOf(bench);
    const before = percentile(waits.slice(calmFrom, poisonFrom), 0.99);
    const during = percentile(waits.slice(poisonFrom, poisonTo), 0.99);
    console.log(`  ${kind}: good events' p99 ${before.toFixed(1)} ms without poison, ${during.toFixed(1)} ms among it`);
    await traffic.sendCopies();
    await settleCopies(bench);
    await bench.child.mend();
    const mended = judgeMended(traffic, await bench.effects(), await bench.parked());
    const found = {
      exits: bench.child.isDead ? 1 : 0,
      ...parked,
      ...mended,
      'p99 more than doubled': during > 2 * before ? 1 : 0,
    };
    return {
      name: 'poison',
      case: `${kind} mode, ${new Set(traffic.bad.map(({ of }) => of.name)).size} kinds`,
      seed: SEED,
      n: traffic.bad.length,
      found,
      pass: Object.values(found).every((count) => count === 0),
    };
  } finally {
    await bench.close();
  }
}

/** Milliseconds from sending to effect, in the order in which the good ones were sent. */
async function waitsOf(bench: PoisonBench): Promise<number[]> {
  const byEvent = new Map((await bench.effects()).map(({ subject, version, ms }) => [`${subject}/${version}`, ms]));
  return bench.traffic.good.map(({ subject, version }) => byEvent.get(`${subject}/${version}`) ?? Infinity);
}

/** Every good event has its effect; every bad one is parked, and the one behind it. */
async function settle(bench: PoisonBench): Promise<void> {
  const { traffic } = bench;
  await until(bench, ({ effects, parked }) => effects >= traffic.good.length && parked >= 2 * traffic.bad.length);
}

async function settleCopies(bench: PoisonBench): Promise<void> {
  const { good, bad } = bench.traffic;
  const copies = bad.filter(({ of }) => of.mends === 'good-copy').length;
  await until(bench, ({ effects }) => effects >= good.length + copies);
}

/** Gives up after a minute, or when the process has ended; the judge says what is missing. */
async function until(
  bench: PoisonBench,
  isThere: (counts: { effects: number; parked: number }) => boolean,
): Promise<void> {
  for (const end = Date.now() + PATIENCE_S * 1000; Date.now() < end && !bench.child.isDead;) {
    if (isThere(await bench.counts())) return;
    await sleep(100);
  }
}

/** The control: among a few bad events it must die, or good events must stay without effect. */
async function isCarefreeConsumerCaught(services: TestServices, folder: string): Promise<boolean> {
  const bench = await PoisonBench.open(services, 'escaping', new Random(SEED), join(folder, 'escaping.log'));
  try {
    await bench.traffic.run({ good: GOOD_A_SECOND, bad: BAD_A_SECOND }, { bad: 50 });
    await sleep(3_000);
    const { effects } = await bench.counts();
    return bench.child.isDead || effects < bench.traffic.good.length;
  } finally {
    await bench.close();
  }
}
