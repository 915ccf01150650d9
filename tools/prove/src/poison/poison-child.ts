import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import type { ChildMessage, ChildSettings, ParentMessage } from './child-settings.js';

/** The parent's view of the process under test. */
export class PoisonChild {
  private hasEnded = false;
  private readonly ended: Promise<void>;

  private constructor(private readonly child: ChildProcess) {
    this.ended = once(child, 'exit').then(() => {
      this.hasEnded = true;
    });
  }

  /** Resolves when it consumes. What it says goes to the end of `logFile`. */
  static async start(settings: ChildSettings, logFile: string): Promise<PoisonChild> {
    const log = openSync(logFile, 'a');
    const program = join(import.meta.dirname, '..', '..', 'dist', 'poison', 'child.js');
    const env = { ...process.env, PROVE_LOG: 'on', ...settings };
    const stdio = ['ignore', log, log, 'ipc'] as const;
    const child = new PoisonChild(fork(program, [], { env, execArgv: ['--enable-source-maps'], stdio: [...stdio] }));
    await child.hears('up');
    return child;
  }

  /** Whether it ended by itself. */
  get isDead(): boolean {
    return this.hasEnded;
  }

  /** Resolves also when the process is dead: then nothing is mended, as the judge will find. */
  async mend(): Promise<void> {
    if (this.hasEnded || !this.child.connected) return;
    const message: ParentMessage = { mend: true };
    this.child.send(message, () => undefined);
    await this.hears('mended');
  }

  async kill(): Promise<void> {
    if (!this.hasEnded) this.child.kill('SIGKILL');
    await this.ended;
  }

  /** Resolves also when the process has ended; then nothing more comes. */
  private async hears(is: ChildMessage['is']): Promise<void> {
    const said = new Promise<void>((resolve) => {
      this.child.on('message', (message) => {
        if ((message as ChildMessage).is === is) resolve();
      });
    });
    await Promise.race([said, this.ended]);
  }
}
