import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { listingRejected } from '@opencircle/contracts';
import type { RelayShards } from '@opencircle/messaging';
import { isClean, type Fault } from '../ledger/findings.js';
import { Ledger, type Judgement } from '../ledger/ledger.js';
import { outboxSql } from '../ledger/sources.js';
import type { Proof } from '../proof.js';
import { Random } from '../random.js';
import { arrivalSql } from '../relay/arrivals.js';
import { lastIdCursor, skipLocked, transactionIdCursor, type StartControlRelay } from '../relay/control-relays.js';
import { controlBench, relayBench, type RelayBench } from '../relay/relay-bench.js';
import { requestSql, runWriters } from '../relay/run-schedule.js';
import { scheduleOf } from '../relay/schedule.js';
import { withPostgres } from '../proof-server.js';
import type { Verdict } from '../verdict.js';

const SEED = 20_261_124;
/** How often a wrong relay is run at most until it goes wrong. */
const CONTROL_ROUNDS = 5;
/** Of one schedule; fewer would mean that its writers did not write. */
const FEWEST_EVENTS = 80;

const relays: readonly { name: string; shards: [RelayShards, RelayShards]; share: number }[] = [
  { name: 'relay', shards: [1, 1], share: 1 },
  { name: 'relay in four shards, replica in two', shards: [4, 2], share: 0.25 },
];
const controls: readonly { name: string; start: StartControlRelay; fault: Fault }[] = [
  { name: 'control: last id cursor', start: lastIdCursor, fault: 'lost' },
  { name: 'control: cursor by transaction id', start: transactionIdCursor, fault: 'inverted' },
  { name: 'control: four relays, SKIP LOCKED', start: skipLocked, fault: 'inverted' },
];

/**
 * Random schedules of concurrent writers against the relay: what was committed arrives, and in order, whoever rolls
 * back, holds a transaction open, fails to send or loses a connection. The same schedules must find the faults of
 * three relays that are wrong.
 */
export const relaySchedules: Proof = ({ quick }) =>
  withPostgres((adminUrl, folder) => proveRelay(adminUrl, folder, quick ? 40 : 200, quick ? 10 : 50));

/** So many schedules for the relay, and so many for each control. `folder` is for the ledgers. */
export async function proveRelay(
  adminUrl: string,
  folder: string,
  schedules: number,
  controlSchedules: number,
): Promise<Verdict[]> {
  const run = (bench: RelayBench, count: number) => judged(bench, count, join(folder, 'ledger.jsonl'));
  const caught: Verdict[] = [];
  for (const { name, start, fault } of controls) {
    // Two transactions must meet within milliseconds; who sees none of that in one round has not looked long enough.
    let judgement = await run(await controlBench(adminUrl, new Random(SEED), start), controlSchedules);
    for (let round = 1; judgement.found[fault] === 0 && round < CONTROL_ROUNDS; round++) {
      judgement = await run(await controlBench(adminUrl, new Random(SEED + round), start), controlSchedules);
    }
    const isCaught = judgement.found[fault] > 0;
    caught.push({ ...verdictOf(name, controlSchedules, judgement), control: isCaught, pass: isCaught });
  }
  const verdicts: Verdict[] = [];
  for (const { name, shards, share } of relays) {
    const count = schedules * share;
    const judgement = await run(await relayBench(adminUrl, new Random(SEED), shards), count);
    for (const example of judgement.examples) console.error(`  ${name}: ${example}`);
    verdicts.push({
      ...verdictOf(name, count, judgement),
      control: caught.every(({ control }) => control),
      pass: isClean(judgement.found) && judgement.events > count * FEWEST_EVENTS,
    });
  }
  return [...verdicts, ...caught];
}

function verdictOf(name: string, schedules: number, { events, found }: Judgement): Omit<Verdict, 'control' | 'pass'> {
  return { name: 'relay-schedules', case: `${schedules} schedules, ${name}`, seed: SEED, n: events, found };
}

/** Runs the first `count` schedules, lets the relay finish, and has the ledger judge. */
async function judged(bench: RelayBench, count: number, file: string): Promise<Judgement> {
  const ledger = await Ledger.open(`${file}.${new URL(bench.url).pathname.slice(1)}`);
  try {
    for (let number = 0; number < count; number++) {
      const schedule = scheduleOf(SEED + number);
      const cuts = schedule.cuts.map((at) => sleep(at).then(() => bench.cut()));
      await Promise.all([runWriters(bench.app, ledger, schedule), ...cuts]);
    }
    await bench.finish();
    const { url } = bench;
    return await ledger.judge({
      requests: [{ url, sql: requestSql }],
      outboxes: [{ url, sql: outboxSql }],
      consumers: [{ name: 'broker', topics: [listingRejected.topic], effects: { url, sql: arrivalSql } }],
      tallies: [],
    });
  } finally {
    await ledger.close();
  }
}
