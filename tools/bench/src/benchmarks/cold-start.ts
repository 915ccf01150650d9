import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startStack, type Stack } from '@opencircle/testing';
import { figure, type Figure } from '../figure.js';

const PORT = 5_900;
const GOAL_FROM_STOPPED = 15;

/**
 * A newcomer's first start in a fresh clone (dependencies, Kafka, build, demo data), then starts from stopped. `--quick`
 * leaves the clone out. The first start downloads, so its figure says as much of the network as of us.
 */
export async function coldStart({ quick }: { quick: boolean }): Promise<Figure[]> {
  const repository = resolve(import.meta.dirname, '../../../..');
  const scratch = mkdtempSync(join(tmpdir(), 'opencircle-cold-start-'));
  // PostgreSQL's own user runs the programs that lie in there.
  chmodSync(scratch, 0o711);
  const folder = quick ? repository : join(scratch, 'clone');
  try {
    if (!quick) execFileSync('git', ['clone', '--quiet', '--no-hardlinks', repository, folder]);
    const start = () => startStack(folder, { port: PORT, data: join(scratch, 'data') });
    const first = await start();
    await first.stop();
    const again: Stack[] = [];
    for (let i = 0; i < (quick ? 1 : 3); i++) {
      const stack = await start();
      await stack.stop();
      again.push(stack);
    }
    const best = again.toSorted((a, b) => a.seconds - b.seconds)[Math.floor(again.length / 2)] ?? first;
    return [
      figure('cold-start', {
        case: quick ? 'no data → ready' : 'clean clone → ready',
        figure: first.seconds,
        unit: 's',
      }),
      ...shares(quick ? 'no data' : 'clean clone', first),
      figure('cold-start', {
        case: 'stopped → ready (median)',
        figure: best.seconds,
        unit: 's',
        goal: GOAL_FROM_STOPPED,
      }),
      ...shares('stopped', best),
    ];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function shares(from: string, stack: Stack): Figure[] {
  return stack.steps.map((step) =>
    figure('cold-start', { case: `  ${from}: ${step.name}`, figure: step.seconds, unit: 's' }),
  );
}
