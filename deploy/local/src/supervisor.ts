import { setTimeout as sleep } from 'node:timers/promises';
import { describe, watchOver, type Patience, type RunningProcess } from '@opencircle/backing-services';

export type OnLaunch = (process: RunningProcess) => void;

/** Something that runs as long as the stack: `start` resolves when it is ready. Higher tiers stop first. */
export type Part = {
  readonly name: string;
  readonly tier: number;
  readonly start: (onLaunch: OnLaunch) => Promise<RunningProcess>;
  /** Whether a started one gets on; one that does not is killed and replaced. Without it only death counts. */
  readonly isAlive?: () => Promise<boolean>;
};

const shortestPauseMs = 500;
const longestPauseMs = 30_000;
/** After this long a part counts as healthy again and its next pause is short. */
const healthyAfterMs = 60_000;

/** Keeps parts running: a part that dies is started again after a pause that doubles, and people are told. */
export class Supervisor {
  private readonly children = new Map<RunningProcess, number>();
  private readonly ready = new Map<string, RunningProcess>();
  private readonly stopRequest = new AbortController();

  constructor(
    private readonly says: { launched(process: RunningProcess): void; restarted(): void; line(text: string): void },
    private readonly patience?: Patience,
  ) {}

  /** Names and process ids of the parts that are up. */
  pids(): Record<string, number> {
    return Object.fromEntries([...this.ready].map(([name, { pid }]) => [name, pid]));
  }

  /**
   * Starts a part and keeps it. A first start may fail twice, as on a busy machine; what fails three times is broken. A part
   * that finds its environment wrong (exit code 78) is not tried again.
   */
  async run(part: Part): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        void this.keep(part, await part.start(this.tracked(part.tier)));
        return;
      } catch (error) {
        const { message } = error as Error;
        if (attempt === 3 || message.includes('exit code 78') || this.isStopping()) throw error;
        this.says.line(`✗ ${message.split('\n')[0]}; trying again`);
      }
    }
  }

  /** Runs something short that stops with the stack, such as a migration. */
  tracked(tier: number): OnLaunch {
    return (process) => {
      this.children.set(process, tier);
      void process.exited.then(() => this.children.delete(process));
      if (this.isStopping()) void process.stop();
      else this.says.launched(process);
    };
  }

  /** Stops everything, highest tier first; resolves when no process is left. */
  async stop(): Promise<void> {
    this.stopRequest.abort();
    while (this.children.size > 0) {
      const highest = Math.max(...this.children.values());
      await Promise.all([...this.children].filter(([, tier]) => tier === highest).map(([process]) => process.stop()));
    }
  }

  /** Last resort, for a person who does not want to wait. */
  kill(): void {
    for (const { pid } of this.children.keys()) process.kill(pid, 'SIGKILL');
  }

  private async keep(part: Part, first: RunningProcess): Promise<void> {
    let child = first;
    let pauseMs = shortestPauseMs;
    for (;;) {
      this.ready.set(part.name, child);
      if (child !== first) this.says.restarted();
      this.watch(part, child);
      const since = Date.now();
      let reason = describe(await child.exited);
      this.ready.delete(part.name);
      if (Date.now() - since > healthyAfterMs) pauseMs = shortestPauseMs;
      for (let next: RunningProcess | undefined; next === undefined;) {
        if (this.isStopping()) return;
        this.says.line(`✗ ${part.name} ${reason}; starting it again in ${pauseMs / 1000} s (log: ${child.logFile})`);
        await sleep(pauseMs, undefined, { signal: this.stopRequest.signal }).catch(() => undefined);
        if (this.isStopping()) return;
        pauseMs = Math.min(pauseMs * 2, longestPauseMs);
        try {
          next = await part.start(this.tracked(part.tier));
          child = next;
        } catch (error) {
          reason = (error as Error).message.split('\n')[0] ?? 'failed';
        }
      }
      this.says.line(`✓ ${part.name} is up again`);
    }
  }

  private watch({ name, isAlive }: Part, child: RunningProcess): void {
    if (isAlive === undefined) return;
    const onKill = (): void => this.says.line(`✗ ${name} does not get on; ending it (log: ${child.logFile})`);
    void watchOver(child, isAlive, onKill, this.patience);
  }

  private isStopping(): boolean {
    return this.stopRequest.signal.aborted;
  }
}
