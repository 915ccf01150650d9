import { fork, type ChildProcess } from 'node:child_process';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import type { ChildReady, ChildSettings, WriteRequest } from './child-settings.js';

/** What became of a request: its status, or nothing because the other side died. */
export type Outcome = number | undefined;

/** The parent's view of a process under test. */
export class CrashChild {
  /** Resolves with the signal that ended it, or its exit code. */
  readonly ended: Promise<NodeJS.Signals | number>;
  private readonly ready: Promise<ChildReady | undefined>;

  private constructor(private readonly child: ChildProcess) {
    this.ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code ?? -1)));
    this.ready = Promise.race([
      new Promise<ChildReady>((resolve) => child.once('message', (message) => resolve(message as ChildReady))),
      this.ended.then(() => undefined),
    ]);
  }

  /**
   * A process that is loaded and does nothing until `begin`. It is compiled code, also when tests run the sources; what
   * it says goes to the end of `logFile`.
   */
  static load(settings: ChildSettings, logFile: string): CrashChild {
    const log = openSync(logFile, 'a');
    const program = join(import.meta.dirname, '..', '..', 'dist', 'crash', 'child.js');
    const child = fork(program, [], {
      env: { ...process.env, PROVE_LOG: 'on', NODE_COMPILE_CACHE: `${logFile}.compiled`, ...settings },
      execArgv: ['--enable-source-maps'],
      stdio: ['ignore', log, log, 'ipc'],
    });
    return new CrashChild(child);
  }

  begin(): void {
    this.child.send('begin');
  }

  /** Resolves when it takes requests, or with false when it died before. */
  async isUp(): Promise<boolean> {
    return (await this.ready) !== undefined;
  }

  async write(request: WriteRequest): Promise<Outcome> {
    const ready = await this.ready;
    if (ready === undefined) return undefined;
    try {
      const { status } = await fetch(`${ready.url}/writes`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request),
        signal: AbortSignal.timeout(10_000),
      });
      return status;
    } catch {
      return undefined;
    }
  }

  /** Ends it, if it has not ended by itself, as roughly as it can be ended. */
  async kill(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGKILL');
    await this.ended;
  }
}
