import { join } from 'node:path';
import { startTestServices } from '@opencircle/backing-services';
import { crashControls } from '../crash/controls.js';
import { whileHeld } from '../interrupted.js';
import { isClean } from '../ledger/findings.js';
import { progress, type Proof } from '../proof.js';
import { withScratch } from '../scratch.js';
import { stormControls } from '../storm/storm-controls.js';
import { weather, type Weather, type Weathered } from '../storm/storm.js';
import type { Verdict } from '../verdict.js';

const NAME = 'crash-storm';
const SEED = 20_261_124;
const MINUTE = 60_000;

/** A group makes six events and a few mails that are events too; some visits are given up. */
const quickSize = {
  ...{ groups: 330, events: 2_000, rows: 55, pace: 5_000, moderators: 4, visitors: 16, settleSeconds: 180 },
  ...{ kills: 8, stops: 3, cuts: 4, longestStop: 12_000, span: 35_000 },
};
const fullSize = {
  ...{ groups: 17_000, events: 100_000, rows: 100, pace: 8_500, moderators: 8, visitors: 32, settleSeconds: 600 },
  ...{ kills: 100, stops: 20, cuts: 40, longestStop: 40_000, span: 30 * MINUTE },
};
type Size = Weather & { readonly events: number };

/**
 * The whole of OpenCircle in use while services, Kafka and PostgreSQL are killed, stopped and cut off. When the storm
 * is over, every event of every outbox has had one effect in each service that reads it, in order, and every request
 * had its effect as often as its answer said: once, never, or, without an answer, at most once. Two wrong consumers
 * must be found out: in a storm of their own, or, quick, in a small service.
 */
export const crashStorm: Proof = ({ quick }) =>
  withScratch(async (folder) => {
    const size = quick ? quickSize : fullSize;
    const controls = quick ? smallControls(join(folder, 'controls')) : stormControls(NAME, folder, SEED);
    const caught = controls.finally(() => progress('the controls are judged'));
    caught.catch(() => undefined);
    // Two stacks at once are too much for a small machine; a small service beside a stack's start is not.
    if (!quick) await caught;
    const weathered = await weather(join(folder, 'storm'), SEED, size, { first: caught });
    return [verdictOf(weathered, size, await caught), ...(await caught)];
  });

function verdictOf({ judgement, struck }: Weathered, size: Size, caught: readonly Verdict[]): Verdict {
  const { found, events, unknown, examples } = judgement;
  for (const example of examples) console.error(`  ${NAME}: ${example}`);
  const wasWhole = struck.kills === size.kills && struck.stops === size.stops && struck.cuts === size.cuts;
  const strikes = `${struck.kills} kills, ${struck.stops} stops, ${struck.cuts} cuts`;
  return {
    name: NAME,
    case: `${strikes}; ${unknown.requests} requests without answer, ${unknown.withEffect} of them with effect`,
    seed: SEED,
    n: events,
    found,
    control: caught.every(({ control }) => control),
    pass: isClean(found) && events >= size.events && wasWhole,
  };
}

async function smallControls(folder: string): Promise<Verdict[]> {
  const backing = await startTestServices(folder);
  return whileHeld(
    () => backing.stop(),
    () => crashControls(NAME, backing, folder, SEED),
  );
}
