import { join, resolve } from 'node:path';
import { stackPort, startStack, type Stack } from '@opencircle/testing';
import { whileHeld } from '../interrupted.js';
import { Ledger, type Judgement } from '../ledger/ledger.js';
import { progress } from '../proof.js';
import { Random } from '../random.js';
import { approveGroups } from './approve-groups.js';
import { bookVisits } from './book-visits.js';
import { HandOver } from './hand-over.js';
import { importGroups } from './import-groups.js';
import { settled } from './settled.js';
import { services, StormBacking } from './storm-backing.js';
import { stormPlan, type StormSize } from './storm-plan.js';
import { stormSources } from './storm-sources.js';
import { runLane, type Struck } from './strike.js';
import { StubbornClient } from './stubborn-client.js';
import { subscriptions } from './subscriptions.js';
import { placeWitness } from './witness.js';

const PORT = 7_000;

export type Weather = StormSize & {
  /** So many groups are approved at least; each is imported, approved and visited: six events. */
  readonly groups: number;
  /** Groups in one feed, and milliseconds between feeds. */
  readonly rows: number;
  readonly pace: number;
  /** People at work at once. A visitor's request takes membership a quarter of a second, whatever the answer. */
  readonly moderators: number;
  readonly visitors: number;
  /** How long what is under way may take to end when all is calm, in seconds. */
  readonly settleSeconds: number;
};

export type Weathered = { readonly judgement: Judgement; readonly struck: Struck };

type Circumstances = {
  /** Added to the stack's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** The storm waits for this, the stack's start does not. */
  readonly first?: Promise<unknown>;
};

/**
 * The whole of OpenCircle, used by people while a storm that `seed` decides goes over it, and judged when all is calm.
 * Everything is below `folder`, a new one.
 */
export async function weather(
  folder: string,
  seed: number,
  size: Weather,
  { env, first }: Circumstances = {},
): Promise<Weathered> {
  const backing = await StormBacking.start(folder);
  const endBacking = async (): Promise<void> => {
    backing.calm();
    await backing.stop();
  };
  return whileHeld(endBacking, () => {
    let endStack = async (): Promise<void> => undefined;
    const onLaunch = (stop: Stack['stop']): void => void (endStack = stop);
    return whileHeld(
      // What is cut off does not end in time.
      () => (backing.calm(), endStack()),
      async () => {
        const root = resolve(import.meta.dirname, '../../../..');
        const data = join(folder, 'data');
        const stack = await startStack(root, {
          port: stackPort(PORT),
          data,
          env: { ...backing.env, ...env },
          onLaunch,
        });
        progress('the stack is up');
        await first;
        return onStack(stack, backing, join(folder, 'ledger.jsonl'), seed, size);
      },
    );
  });
}

async function onStack(
  stack: Stack,
  backing: StormBacking,
  ledgerFile: string,
  seed: number,
  size: Weather,
): Promise<Weathered> {
  const ledger = await Ledger.open(ledgerFile);
  for (const name of services) await placeWitness(backing.databases[name], name);
  const struck = await use(stack, backing, ledger, seed, size);
  const topics = await subscriptions(stack.run().brokers);
  await settled(backing, topics, size.settleSeconds);
  progress('nothing is under way any more');
  const judgement = await ledger.judge(stormSources(backing, topics));
  await ledger.close();
  const { requests, withEffect } = judgement.unknown;
  progress(`answers never got: ${requests}, of which had an effect: ${withEffect}`);
  return { judgement, struck };
}

async function use(stack: Stack, backing: StormBacking, ledger: Ledger, seed: number, size: Weather): Promise<Struck> {
  const client = (n: number, role?: string) => new StubbornClient(stack, ledger, new Random(seed + n), role);
  const [manager, moderator, seeker] = [client(1, 'manager'), client(2, 'moderator'), client(3)];
  const approved = new HandOver();
  const struck: Struck = { kills: 0, stops: 0, cuts: 0 };
  let isOver = false;
  let givenUp = 0;
  let total: number | undefined;
  const strikes = Promise.all(stormPlan(seed, size).map((lane) => runLane(lane, backing, stack, struck)));
  await Promise.all([
    strikes.then(() => {
      isOver = true;
      backing.calm();
      progress('nothing is struck any more');
    }),
    // Others come in the place of those whose approval was given up.
    importGroups(manager, ledger, size, (count) => isOver && count - givenUp >= size.groups).then((count) => {
      total = count;
      progress(`${count} groups are imported`);
    }),
    approveGroups(moderator, size.moderators, () => total, {
      onApproved: (listingId) => approved.add(listingId),
      onGivenUp: () => givenUp++,
    }).finally(() => approved.close()),
    bookVisits(seeker, size.visitors, () => approved.next()),
  ]);
  progress('all groups are decided and visited');
  return struck;
}
