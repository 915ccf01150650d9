import { mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  approve,
  importFeed,
  openCases,
  StackClient,
  startStack,
  syntheticFeed,
  syntheticPoint,
  type OpenCase,
} from '@opencircle/testing';
import { bareKafka } from '../bare-kafka.js';
import { figure, type Figure } from '../figure.js';
import { paced, quantile } from '../statistics.js';

const PORT = 5_940;
const RATE = 50;
const ROUNDS = 4;
const GOAL_P50 = 30;
/** How finely a group's appearance is seen, in milliseconds; asking without pause would itself be the load. */
const POLL_MS = 4;
/** About what a published listing weighs. */
const BARE_BYTES = 1_500;

/**
 * A moderator's decisions at 50/s; for each, the time from its answer, and from its request, to the first search that
 * finds the group. Beside it, in turns, kafkajs alone carries a message of the same size at the same rate.
 */
export async function eventLatency({ quick }: { quick: boolean }): Promise<Figure[]> {
  const data = mkdtempSync('/tmp/opencircle-event-latency-');
  const stack = await startStack(resolve(import.meta.dirname, '../../../..'), { port: PORT, data: join(data, 'data') });
  try {
    const run = stack.run();
    const [moderator, manager] = await Promise.all([
      StackClient.signedIn(run, 'moderator'),
      StackClient.signedIn(run, 'manager'),
    ]);
    const perRound = quick ? RATE : RATE * 5;
    const latitude = 40;
    const names = Array.from({ length: perRound * ROUNDS }, (_, i) => `latency-${i}`);
    await importFeed(manager, syntheticFeed(names, latitude));
    const cases = await openCases(moderator, 'latency-');
    const bare = await bareKafka(run.brokers);
    const ours: Sample[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      theirs.push(...(await paced(perRound, RATE, () => bare.roundTrip(Buffer.alloc(BARE_BYTES, 'x')))));
      const batch = cases.slice(round * perRound, (round + 1) * perRound);
      ours.push(
        ...(await paced(batch.length, RATE, (i) =>
          sample(moderator, run.addresses.services.matching, batch[i]!, latitude),
        )),
      );
    }
    await bare.close();
    return figures(ours, theirs);
  } finally {
    await stack.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

type Sample = { fromAnswer: number; fromRequest: number };

async function sample(moderator: StackClient, matching: string, each: OpenCase, latitude: number): Promise<Sample> {
  const requested = performance.now();
  const { body } = await approve(moderator, [each]);
  const answered = performance.now();
  if (body.results[0]?.outcome !== 'decided') throw new Error(`not decided: ${JSON.stringify(body)}`);
  const point = syntheticPoint(Number(each.listingName.split('-').at(-1)), latitude);
  while (!(await isFound(matching, point, each.listingId))) {
    if (performance.now() - answered > 30_000) throw new Error(`${each.listingName} was not found within 30 s`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  const found = performance.now();
  return { fromAnswer: found - answered, fromRequest: found - requested };
}

/** Asks matching itself: that the gateway passes the question on is not what is measured. */
async function isFound(
  matching: string,
  point: { latitude: number; longitude: number },
  listingId: string,
): Promise<boolean> {
  const response = await fetch(`${matching}/v1/searches`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ near: { point, withinKm: 1 }, modalities: ['in-person'] }),
  });
  const { items } = (await response.json()) as { items: { listingId: string }[] };
  return items.some((item) => item.listingId === listingId);
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
