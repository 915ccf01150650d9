import { setTimeout as sleep } from 'node:timers/promises';
import type { Stack } from '@opencircle/testing';
import { progress } from '../proof.js';
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
    progress(nameOf(strike));
    await happen(strike, backing, stack, struck);
    await sleep(strike.calm);
  }
}

function nameOf(strike: Strike): string {
  switch (strike.what) {
    case 'kill':
      return `kill ${strike.target}`;
    case 'stop':
      return `stop ${strike.target} for ${strike.ms} ms`;
    case 'cut':
      return `${strike.fault.mode} between ${strike.link} and its clients for ${strike.ms} ms`;
  }
}

async function happen(strike: Strike, backing: StormBacking, stack: Stack, struck: Struck): Promise<void> {
  switch (strike.what) {
    case 'kill':
      if (await hit(strike.target, 'SIGKILL', backing, stack)) struck.kills++;
      return;
    case 'stop': {
      const pid = await hit(strike.target, 'SIGSTOP', backing, stack);
      if (pid === undefined) return;
      await sleep(strike.ms);
      signal(pid, 'SIGCONT');
      struck.stops++;
      return;
    }
    case 'cut': {
      const proxy = backing.links[strike.link];
      proxy.set(strike.fault);
      await sleep(strike.ms);
      proxy.set({ mode: 'pass' });
      struck.cuts++;
    }
  }
}

/** A target that is just being started again is waited for, so that every strike is one. */
async function hit(
  target: Target,
  name: NodeJS.Signals,
  backing: StormBacking,
  stack: Stack,
): Promise<number | undefined> {
  for (let waited = 0; waited < 120_000; waited += 100) {
    const pid = pidOf(target, backing, stack);
    if (pid !== undefined && signal(pid, name)) return pid;
    await sleep(100);
  }
  return undefined;
}

function pidOf(target: Target, backing: StormBacking, stack: Stack): number | undefined {
  return target === 'Kafka' || target === 'PostgreSQL' ? backing.servers[target].pid : stack.run().pids[target];
}

function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
