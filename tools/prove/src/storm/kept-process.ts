import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningProcess } from '@opencircle/backing-services';

/** A server that is started again whenever it dies, as an operator's supervisor would. */
export class KeptProcess {
  private stopping = false;
  private readonly kept: Promise<void>;

  private constructor(
    private readonly start: () => Promise<RunningProcess>,
    private current: RunningProcess,
  ) {
    this.kept = this.keep();
  }

  static async of(start: () => Promise<RunningProcess>): Promise<KeptProcess> {
    return new KeptProcess(start, await start());
  }

  get pid(): number {
    return this.current.pid;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.current.stop();
    await this.kept;
  }

  private async keep(): Promise<void> {
    while (!this.isStopping()) {
      await this.current.exited;
      if (this.isStopping()) return;
      // A predecessor's children may hold ports and memory for a moment.
      await this.start().then(
        (next) => (this.current = next),
        () => sleep(300),
      );
    }
    await this.current.stop();
  }

  private isStopping(): boolean {
    return this.stopping;
  }
}
