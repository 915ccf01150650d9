import { setTimeout as sleep } from 'node:timers/promises';
import type { Stack } from '@opencircle/testing';
import { whileHeld } from '../interrupted.js';
import { progress } from '../proof.js';
import { freeze, signal } from '../processes.js';
import type { StormBacking } from './storm-backing.js';
import type { Strike, Target } from './storm-plan.js';

export type Struck = { kills: number; stops: number; cuts: number };

/** Lets all strikes of a lane happen, one after the other; counts those that hit. */
export async function runLane(
  lane: readonly Strike[],
  backing: StormBacking,
  stack: Stack,
  struck: Struck,
): Promise<void> {
  for (const strike of lane) {
    await sleep(strike.calm);
    await happen(strike, backing, stack, struck);
  }
}

async function happen(strike: Strike, backing: StormBacking, stack: Stack, struck: Struck): Promise<void> {
  const pid = (target: Target) => pidOf(target, backing, stack);
  switch (strike.what) {
    case 'kill': {
      const { target } = strike;
      if ((await hit(() => signal(pid(target) ?? NOBODY, 'SIGKILL'))) === undefined) return;
      struck.kills++;
      progress(`${target} is killed (${struck.kills})`);
      return;
    }
    case 'stop': {
      const { target, ms } = strike;
      const thaw = await hit(() => freeze(pid(target) ?? NOBODY));
      if (thaw === undefined) return;
      struck.stops++;
      progress(`${target} is stopped for ${seconds(ms)}`);
      return whileHeld(thaw, () => sleep(ms));
    }
    case 'cut': {
      const { link, fault, ms } = strike;
      const proxy = backing.links[link];
      proxy.set(fault);
      struck.cuts++;
      progress(
        `${fault.mode} between ${link === 'Kafka' ? link : `${link}'s database`} and clients for ${seconds(ms)}`,
      );
      await sleep(ms);
      proxy.set({ mode: 'pass' });
    }
  }
}

/** No process has this id. */
const NOBODY = 2 ** 30;

/** A target that is just being started again is waited for, so that every strike is one. Undefined after two minutes. */
async function hit<T>(attempt: () => T | false | undefined): Promise<T | undefined> {
  for (let waited = 0; waited < 120_000; waited += 100) {
    const done = attempt();
    if (done !== undefined && done !== false) return done;
    await sleep(100);
  }
  return undefined;
}

function pidOf(target: Target, backing: StormBacking, stack: Stack): number | undefined {
  return target === 'Kafka' || target === 'PostgreSQL' ? backing.servers[target].pid : stack.run().pids[target];
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
