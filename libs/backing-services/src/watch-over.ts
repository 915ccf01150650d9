import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningProcess } from './launch.js';

/** How often a process is asked, and how many times in a row it may fail to say yes. */
export type Patience = { readonly everyMs: number; readonly failures: number };

/** A process that is stopped, or whose event loop hangs, is replaced after about half a minute of silence. */
const usual: Patience = { everyMs: 5_000, failures: 5 };

/**
 * Asks a running process again and again whether it lives, as an orchestrator's liveness probe does, and kills it when
 * it has not said yes so many times in a row; its supervisor starts another. Resolves when the process has ended.
 */
export async function watchOver(
  process: RunningProcess,
  isAlive: () => Promise<boolean>,
  onKill: () => void,
  { everyMs, failures }: Patience = usual,
): Promise<void> {
  let failed = 0;
  while (process.isRunning()) {
    await Promise.race([sleep(everyMs, undefined, { ref: false }), process.exited]);
    if (!process.isRunning()) return;
    failed = (await isAlive()) ? 0 : failed + 1;
    if (failed < failures || !process.isRunning()) continue;
    onKill();
    globalThis.process.kill(process.pid, 'SIGKILL');
    await process.exited;
  }
}
