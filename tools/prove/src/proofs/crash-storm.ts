import { join, resolve } from 'node:path';
import { startTestServices } from '@opencircle/backing-services';
import { stackPort, startStack, type Stack } from '@opencircle/testing';
import { crashControls } from '../crash/controls.js';
import { isClean } from '../ledger/findings.js';
import { Ledger, type Judgement } from '../ledger/ledger.js';
import { progress, type Proof } from '../proof.js';
import { Random } from '../random.js';
import { withScratch } from '../scratch.js';
import { approveGroups } from '../storm/approve-groups.js';
import { bookVisits } from '../storm/book-visits.js';
import { HandOver } from '../storm/hand-over.js';
import { importGroups } from '../storm/import-groups.js';
import { settled } from '../storm/settled.js';
import { services, StormBacking } from '../storm/storm-backing.js';
import { stormPlan, type StormSize } from '../storm/storm-plan.js';
import { stormSources } from '../storm/storm-sources.js';
import { runLane, type Struck } from '../storm/strike.js';
import { StubbornClient } from '../storm/stubborn-client.js';
import { subscriptions } from '../storm/subscriptions.js';
import { placeWitness } from '../storm/witness.js';
import type { Verdict } from '../verdict.js';

const NAME = 'crash-storm';
const SEED = 20_261_124;
const PORT = 7_000;

/** A group is imported, approved and visited: six events. */
const quickSize = { groups: 350, rows: 25, events: 2_000, kills: 8, stops: 2, cuts: 4, longestStop: 12_000 };
const fullSize = { groups: 17_000, rows: 100, events: 100_000, kills: 100, stops: 20, cuts: 40, longestStop: 40_000 };
type Size = StormSize & { readonly groups: number; readonly rows: number; readonly events: number };

/**
 * The whole of OpenCircle in use while services, Kafka and PostgreSQL are killed, stopped and cut off. When the storm
 * is over, every event of every outbox has had one effect in each service that reads it, in order, and every request
 * had its effect as often as its answer said: once, never, or, without an answer, at most once.
 */
export const crashStorm: Proof = ({ quick }) =>
  withScratch(async (folder) => {
    const caught = await controls(join(folder, 'controls'));
    progress('the controls are judged');
    const size = quick ? quickSize : fullSize;
    const backing = await StormBacking.start(folder);
    let stack: Stack | undefined;
    try {
      stack = await startStack(resolve(import.meta.dirname, '../../../..'), {
        port: stackPort(PORT),
        data: join(folder, 'data'),
        env: backing.env,
      });
      progress('the stack is up');
      const ledger = await Ledger.open(join(folder, 'ledger.jsonl'));
      for (const name of services) await placeWitness(backing.databases[name], name);
      const struck = await storm(backing, stack, ledger, size);
      const topics = await subscriptions(stack.run().brokers);
      await settled(backing, topics, quick ? 180 : 600);
      progress('nothing is under way any more');
      const judgement = await ledger.judge(stormSources(backing, topics));
      await ledger.close();
      return [verdictOf(judgement, struck, size, caught), ...caught];
    } finally {
      backing.calm();
      await stack?.stop();
      await backing.stop();
    }
  });

async function storm(backing: StormBacking, stack: Stack, ledger: Ledger, size: Size): Promise<Struck> {
  const client = (n: number, role?: string) => new StubbornClient(stack, ledger, new Random(SEED + n), role);
  const [manager, moderator, seeker] = [client(1, 'manager'), client(2, 'moderator'), client(3)];
  const approved = new HandOver();
  const struck: Struck = { kills: 0, stops: 0, cuts: 0 };
  let isOver = false;
  let total: number | undefined;
  const strikes = Promise.all(stormPlan(SEED, size).map((lane) => runLane(lane, backing, stack, struck)));
  await Promise.all([
    strikes.then(() => {
      isOver = true;
      backing.calm();
      progress('nothing is struck any more');
    }),
    importGroups(manager, ledger, size.rows, (count) => isOver && count >= size.groups).then((count) => {
      total = count;
      progress(`${count} groups are imported`);
    }),
    approveGroups(
      moderator,
      () => total,
      (listingId) => approved.add(listingId),
    ).finally(() => approved.close()),
    bookVisits(seeker, () => approved.next()),
  ]);
  progress('all groups are decided and visited');
  return struck;
}

function verdictOf(judgement: Judgement, struck: Struck, size: Size, caught: readonly Verdict[]): Verdict {
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

async function controls(folder: string): Promise<Verdict[]> {
  const backing = await startTestServices(folder);
  try {
    return await crashControls(NAME, backing, folder, SEED);
  } finally {
    await backing.stop();
  }
}
