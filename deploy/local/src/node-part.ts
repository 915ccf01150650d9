import { join } from 'node:path';
import { launch, runToEnd, untilReady, type ProcessPlan } from '@opencircle/backing-services';
import type { Environment } from './environments.js';
import { root } from './layout.js';
import type { OnLaunch, Part } from './supervisor.js';

export type Probes = { readonly readyUrl: string; readonly liveUrl: string };

export type NodeProgram = {
  readonly name: string;
  readonly entry: string;
  readonly args?: readonly string[];
  readonly env: Environment;
  readonly logs: string;
  readonly fix?: string;
};

/** A long-running Node program that is ready when `readyUrl` answers 2xx, and gets on while `liveUrl` does. */
export function nodePart(program: NodeProgram, tier: number, { readyUrl, liveUrl }: Probes): Part {
  return {
    name: program.name,
    tier,
    isAlive: () => answers(liveUrl),
    start: async (onLaunch) => {
      const process = launch(planOf(program));
      onLaunch(process);
      await untilReady(process, () => answers(readyUrl));
      return process;
    },
  };
}

/** Runs a Node program to its end, such as a migration. */
export function runNode(program: NodeProgram, onLaunch: OnLaunch): Promise<void> {
  return runToEnd(planOf(program), onLaunch);
}

function planOf({ name, entry, args = [], env, logs, fix }: NodeProgram): ProcessPlan {
  return {
    name,
    command: process.execPath,
    args: ['--enable-source-maps', '--disable-warning=TimeoutNegativeWarning', entry, ...args],
    env,
    cwd: root,
    fix: fix ?? 'read the whole log; `npm start -- --fresh` starts over with empty databases',
    logFile: join(logs, `${name.replace(/\W+/g, '-')}.log`),
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2000), redirect: 'manual' });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}
