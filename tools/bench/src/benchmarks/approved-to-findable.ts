import { mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  approve,
  importFeed,
  openCases,
  StackClient,
  startStack,
  type Stack,
  syntheticFeed,
  syntheticPoint,
  type OpenCase,
} from '@opencircle/testing';
import { bareKafka } from '../bare-kafka.js';
import { cpuBetween, cpuTime } from '../cpu-time.js';
import { figure, type Figure } from '../figure.js';
import { paced, quantile } from '../statistics.js';

const PORT = 5_940;
const RATE = 50;
const ROUNDS = 4;
const GOAL_P50 = 30;
/** How finely a group's appearance is seen, in milliseconds; asking without pause would itself be the load. */
const POLL_MS = 10;
const LATITUDE = 40;
/** About what a published listing weighs. */
const BARE_BYTES = 1_500;

/**
 * A moderator's decisions at 50/s; for each, the time from its answer, and from its request, to the first search that
 * finds the group. Beside it, in turns, kafkajs alone carries a message of the same size at the same rate.
 */
export async function approvedToFindable({ quick }: { quick: boolean }): Promise<Figure[]> {
  const data = mkdtempSync('/tmp/opencircle-event-latency-');
  const stack = await startStack(resolve(import.meta.dirname, '../../../..'), { port: PORT, data: join(data, 'data') });
  try {
    const run = stack.run();
    const [moderator, manager] = await Promise.all([
      StackClient.signedIn(run, 'moderator'),
      StackClient.signedIn(run, 'manager'),
    ]);
    const perRound = quick ? RATE : RATE * 5;
    const names = Array.from({ length: perRound * ROUNDS }, (_, i) => `latency-${i}`);
    await importFeed(manager, syntheticFeed(names, LATITUDE));
    const cases = await openCases(moderator, 'latency-');
    const bare = await bareKafka(run.brokers);
    const ours: Sample[] = [];
    const cpu: Record<string, number> = {};
    const theirs: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      theirs.push(...(await paced(perRound, RATE, () => bare.roundTrip(Buffer.alloc(BARE_BYTES, 'x')))));
      const batch = cases.slice(round * perRound, (round + 1) * perRound);
      const before = cpuTime(partsOf(stack));
      ours.push(...(await oneRound(moderator, run.addresses.services.matching, batch)));
      for (const [part, ms] of Object.entries(cpuBetween(before, cpuTime(partsOf(stack))))) {
        cpu[part] = (cpu[part] ?? 0) + ms / names.length;
      }
    }
    await bare.close();
    return [...figures(ours, theirs), ...cpuFigures(cpu)];
  } finally {
    await stack.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

/** Every part but the one that started them all, which would count them twice. */
function partsOf(stack: Stack): Record<string, number> {
  const { main: _starter, ...parts } = stack.run().pids;
  return parts;
}

/** Where a decision's CPU goes; the questions of the measurement are part of matching's. */
function cpuFigures(cpu: Readonly<Record<string, number>>): Figure[] {
  const row = (part: string, ms: number) =>
    figure('event-latency', { case: `CPU a decision: ${part}`, figure: ms, unit: 'ms' });
  const all = Object.values(cpu).reduce((sum, ms) => sum + ms, 0);
  return [row('all', all), ...Object.entries(cpu).map(([part, ms]) => row(part, ms))];
}

type Sample = { fromAnswer: number; fromRequest: number };

/**
 * Decides a batch at the rate and follows how many groups a search finds. Groups become findable in the order of their
 * decisions but for neighbours, so the nth found is held against the nth asked and the nth answered.
 */
async function oneRound(moderator: StackClient, matching: string, batch: readonly OpenCase[]): Promise<Sample[]> {
  const before = await countFound(matching);
  const asked: number[] = [];
  const answered: number[] = [];
  const deciding = paced(batch.length, RATE, async (i) => {
    asked.push(performance.now());
    const { body } = await approve(moderator, [batch[i]!]);
    answered.push(performance.now());
    if (body.results[0]?.outcome !== 'decided') throw new Error(`not decided: ${JSON.stringify(body)}`);
  });
  let failure: Error | undefined;
  deciding.catch((error: unknown) => (failure = error as Error));
  const found: number[] = [];
  const began = performance.now();
  while (found.length < batch.length) {
    const count = (await countFound(matching)) - before;
    while (found.length < count) found.push(performance.now());
    if (failure !== undefined) throw failure;
    if (performance.now() - began > 120_000) throw new Error('not all were found within two minutes');
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  await deciding;
  return found.map((at, i) => ({ fromAnswer: at - answered[i]!, fromRequest: at - asked[i]! }));
}

/** How many groups matching itself finds where the benchmark's groups are; one question at a time. */
async function countFound(matching: string): Promise<number> {
  const response = await fetch(`${matching}/v1/searches`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      near: { point: syntheticPoint(0, LATITUDE), withinKm: 10_000 },
      focuses: ['addiction-recovery'],
      modalities: ['in-person'],
      limit: 1,
    }),
  });
  return ((await response.json()) as { total: number }).total;
}

function figures(ours: readonly Sample[], theirs: readonly number[]): Figure[] {
  const fromAnswer = ours.map((each) => each.fromAnswer);
  const fromRequest = ours.map((each) => each.fromRequest);
  const row = (name: string, samples: readonly number[], share: number, goal?: number) =>
    figure('event-latency', {
      case: `${name}, p${share * 100} at ${RATE}/s`,
      figure: quantile(samples, share),
      unit: 'ms',
      peer: { name: 'bare kafkajs', figure: quantile(theirs, share) },
      ...(goal === undefined ? {} : { goal }),
    });
  return [
    row('approved → findable', fromAnswer, 0.5, GOAL_P50),
    row('approved → findable', fromAnswer, 0.99),
    row('decision sent → findable', fromRequest, 0.5),
    row('decision sent → findable', fromRequest, 0.99),
  ];
}
