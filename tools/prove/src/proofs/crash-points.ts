import { setTimeout as sleep } from 'node:timers/promises';
import { startTestServices, type TestServices } from '@opencircle/backing-services';
import { crashPoints, type CrashPoint } from '@opencircle/messaging';
import { isMended } from '../crash/child-settings.js';
import { crashControls, PATIENCE_MS } from '../crash/controls.js';
import { CrashBench } from '../crash/crash-bench.js';
import type { CrashChild } from '../crash/crash-child.js';
import { drive } from '../crash/drive.js';
import { isClean } from '../ledger/findings.js';
import { progress, type Proof } from '../proof.js';
import { Random } from '../random.js';
import { withScratch } from '../scratch.js';
import type { Verdict } from '../verdict.js';

const NAME = 'crash-points';
const SEED = 20_261_124;
const LEASE_MS = 10_000;
/** In batch mode each event that wants to be tried again doubles its partition's pause, up to ten seconds, and many wait. */
const SETTLE_SECONDS = 150;
/**
 * A service is killed at every named point; each successor takes up what the dead one left and is killed in its turn.
 * In the end every accepted request, and every event, has had its effect once and in order. The same deaths must find
 * the faults of two consumers that are wrong.
 */
export const crashPointsProof: Proof = ({ quick }) =>
  withScratch(async (folder) => {
    const services = await startTestServices(folder);
    try {
      return await proveCrashes(services, folder, crashPoints, quick ? 1 : 10);
    } finally {
      await services.stop();
    }
  });

/** So many deaths at each of the points. `folder` is for ledgers and logs. */
export async function proveCrashes(
  services: Pick<TestServices, 'postgresUrl' | 'brokers'>,
  folder: string,
  points: readonly CrashPoint[],
  runs: number,
): Promise<Verdict[]> {
  const caught = await crashControls(NAME, services, folder, SEED);
  const bench = await CrashBench.open(services, folder, 'points');
  const reached = new Map<CrashPoint, number>();
  const random = new Random(SEED);
  const deaths = Array.from({ length: runs }, (_, run) => points.map((point) => ({ point, run }))).flat();
  let next = deaths[0] && loaded(bench, deaths[0], random);
  for (const [number, death] of deaths.entries()) {
    const child = next;
    const after = deaths[number + 1];
    if (child === undefined) break;
    await bench.begin(child);
    next = after && loaded(bench, after, random);
    if (await dies(bench, child, death, random)) reached.set(death.point, (reached.get(death.point) ?? 0) + 1);
  }
  progress('the last process was killed');
  await bench.settle('batch', SETTLE_SECONDS);
  progress('nothing is under way any more');
  const verdicts: Verdict[] = [];
  for (const point of points) {
    const { found, examples } = await bench.judge(point, 'batch');
    for (const example of examples) console.error(`  ${point}: ${example}`);
    verdicts.push({
      name: NAME,
      case: point,
      seed: SEED,
      n: reached.get(point) ?? 0,
      found,
      control: caught.every(({ control }) => control),
      pass: isClean(found) && reached.get(point) === runs,
    });
  }
  await bench.ledger.close();
  return [...verdicts, ...caught];
}

type Death = { readonly point: CrashPoint; readonly run: number };

/** The first time a process dies at once, later it passes the point once or twice before. */
function loaded(bench: CrashBench, { point, run }: Death, random: Random): CrashChild {
  const kind = random.chance(0.5) ? 'single' : 'batch';
  const passes = run === 0 || isPassedOnce(point) ? 0 : random.between(0, 2);
  return bench.load(kind, { CRASH_AT: point, CRASH_SKIP: String(passes) });
}

/** A process at work until its death; false when it did not come to the point. */
async function dies(bench: CrashBench, child: CrashChild, { point, run }: Death, random: Random): Promise<boolean> {
  await drive(bench, child, { phase: point, run }, random);
  // A replay that a dead process owned is taken over when its lease has run out.
  const patience = PATIENCE_MS + (isMended(point) ? LEASE_MS : 0);
  const end = await Promise.race([child.ended, sleep(patience, undefined, { ref: false })]);
  await child.kill();
  if (end !== 'SIGKILL') console.error(`  ${point}: ${end === undefined ? 'was not reached' : `ended with ${end}`}`);
  return end === 'SIGKILL';
}

/** The purge runs once a minute, and a process is asked for one replay, of as many events as are parked. */
function isPassedOnce(point: CrashPoint): boolean {
  return point === 'relay.before-purge' || point === 'relay.after-purge' || isMended(point);
}
