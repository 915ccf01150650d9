import { join } from 'node:path';
import type { Fault } from '../ledger/findings.js';
import { progress } from '../proof.js';
import type { Verdict } from '../verdict.js';
import type { Sabotage } from './sabotage.js';
import { weather, type Weather } from './storm.js';

const controls: readonly { sabotage: Sabotage; fault: Fault }[] = [
  { sabotage: 'inbox-off', fault: 'doubled' },
  { sabotage: 'offset-first', fault: 'lost' },
];
const VICTIM = 'notifications';

/**
 * What was lost never settles, so nobody waits long for it. A killed consumer gets its partitions back after twelve
 * seconds; the calm between the kills is longer, so that they hit one that is at work.
 */
const size: Weather = {
  ...{ groups: 60, rows: 20, pace: 3_000, moderators: 4, visitors: 8, settleSeconds: 25 },
  ...{ killed: [VICTIM], kills: 4, stops: 0, cuts: 0, longestStop: 5_000, span: 75_000 },
};

/** The same storm, shortened, over the same stack with one service whose consumer is wrong: the judge must find it. */
export async function stormControls(name: string, folder: string, seed: number): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const { sabotage, fault } of controls) {
    progress(`control: ${sabotage} in ${VICTIM}`);
    const preload = new URL(`sabotage.js?service=${VICTIM}&sabotage=${sabotage}`, import.meta.url);
    const env = { NODE_OPTIONS: `--import=${preload.href}` };
    const { judgement } = await weather(join(folder, sabotage), seed, size, { env });
    const { found, events } = judgement;
    const isCaught = found[fault] > 0;
    verdicts.push({ name, case: `control: ${sabotage}`, seed, n: events, found, control: isCaught, pass: isCaught });
  }
  return verdicts;
}
