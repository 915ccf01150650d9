import { setTimeout as sleep } from 'node:timers/promises';
import type { TestServices } from '@opencircle/backing-services';
import type { Fault } from '../ledger/findings.js';
import { Random } from '../random.js';
import type { Verdict } from '../verdict.js';
import type { ConsumerKind } from './child-settings.js';
import { CrashBench } from './crash-bench.js';
import { drive } from './drive.js';

const controls: readonly { kind: ConsumerKind; at: string; skip: number; fault: Fault }[] = [
  { kind: 'inbox-off', at: 'careless.after-effect', skip: 4, fault: 'doubled' },
  { kind: 'offset-first', at: 'careless.after-offset', skip: 4, fault: 'lost' },
];

/** How long a process has to come to its point. */
export const PATIENCE_MS = 15_000;

/** Two consumers that are wrong, killed once each and judged as the right one is: the judge must find what they do. */
export async function crashControls(
  name: string,
  services: Pick<TestServices, 'postgresUrl' | 'brokers'>,
  folder: string,
  seed: number,
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const { kind, at, skip, fault } of controls) {
    const bench = await CrashBench.open(services, folder, kind);
    const child = bench.load(kind, { CRASH_AT: at, CRASH_SKIP: String(skip) });
    await bench.begin(child);
    await drive(bench, child, { phase: kind, run: 0 }, new Random(seed));
    await Promise.race([child.ended, sleep(PATIENCE_MS, undefined, { ref: false })]);
    await child.kill();
    // What was lost never settles; what comes twice comes when the group has noticed the death, late on a busy machine.
    await bench.settle(kind, fault === 'lost' ? 20 : 60);
    const { found, events } = await bench.judge(kind, kind);
    await bench.ledger.close();
    const isCaught = found[fault] > 0;
    verdicts.push({ name, case: `control: ${kind}`, seed, n: events, found, control: isCaught, pass: isCaught });
  }
  return verdicts;
}
