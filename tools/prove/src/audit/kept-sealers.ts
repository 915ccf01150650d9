import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../random.js';
import type { SealerOrder } from './sealer-process.js';

/** Compiled code, also when tests run the sources. */
const program = join(import.meta.dirname, '..', '..', 'dist', 'audit', 'sealer-process.js');

/** Two sealers that compete; one of them is killed all the time, and another takes its place. */
export class KeptSealers {
  kills = 0;
  private children: ChildProcess[] = [];

  constructor(
    private readonly order: SealerOrder,
    private readonly random: Random,
  ) {}

  async start(): Promise<void> {
    this.children = [this.spawn(), this.spawn()];
    await Promise.all(this.children.map((child) => once(child, 'message')));
  }

  async killUntil(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await sleep(this.random.between(20, 400));
      const child = this.children.shift();
      if (child === undefined) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
      this.kills++;
      const next = this.spawn();
      this.children.push(next);
      await once(next, 'message');
    }
  }

  async stop(): Promise<void> {
    await Promise.all(
      this.children.splice(0).map(async (child) => {
        child.kill('SIGKILL');
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      }),
    );
  }

  private spawn(): ChildProcess {
    return fork(program, [JSON.stringify(this.order)], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  }
}
