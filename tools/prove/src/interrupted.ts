import { constants } from 'node:os';
import { childrenOf, signal } from './processes.js';
import { removeScratch } from './scratch.js';

const held = new Set<() => unknown>();
let askedAt: number | undefined;

/** Whether somebody stops the proof: what fails from now on says nothing. */
export function isStopping(): boolean {
  return askedAt !== undefined;
}

/** Runs `work` and `release` after it, also when it fails and when somebody stops the proof meanwhile. */
export async function whileHeld<T>(release: () => unknown, work: () => Promise<T>): Promise<T> {
  const own = (): unknown => release();
  held.add(own);
  try {
    return await work();
  } finally {
    if (held.delete(own)) await release();
  }
}

/** One who asks twice within this time is one terminal and one parent that pass on the same Ctrl-C. */
const SAME_REQUEST_MS = 1_500;

/**
 * From now on a signal that ends the process leaves nothing behind: what is held is released, the latest first, other
 * children are killed, scratch folders go. One who cannot wait asks again.
 */
export function leaveNothingBehind(): void {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      const now = performance.now();
      if (askedAt !== undefined && now - askedAt > SAME_REQUEST_MS) end(name);
      if (askedAt !== undefined) return;
      askedAt = now;
      console.log('\nstopping …');
      void releaseAll().then(() => end(name));
    });
  }
}

async function releaseAll(): Promise<void> {
  for (const release of [...held].reverse()) {
    held.delete(release);
    try {
      await release();
    } catch (error) {
      console.error(error);
    }
  }
}

function end(name: NodeJS.Signals): never {
  for (const child of childrenOf(process.pid)) signal(child, 'SIGKILL');
  removeScratch();
  process.exit(128 + constants.signals[name]);
}
