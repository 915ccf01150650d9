import { asSystem } from '@opencircle/persistence';
import { Backoff } from './backoff.js';
import { Signal } from './signal.js';

/** The first and the longest wait after failures, in milliseconds. */
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 5_000;

export type Steps = {
  /** One round of work. Answers how many milliseconds to rest unless woken; 0: there may be more, go on at once. */
  step: () => Promise<number>;
  /** Told of a failed round; lets go of what the next one must not use. The pause that follows grows and ignores wake-ups. */
  failed: (error: unknown) => unknown;
};

/**
 * Background work of one process: rounds, one after the other, until it is stopped. A wake-up during a round makes it
 * look again at once, so a commit is never missed between looking and resting. No actor asked for it: it is the system's.
 */
export class Loop {
  private readonly work = new Signal();
  private readonly end = new Signal();
  private readonly backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
  private stopping = false;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly steps: Steps) {}

  start(): void {
    this.running = this.run();
  }

  /** There may be work now. */
  wake(): void {
    this.work.notify();
  }

  /** Resolves when the round at hand has ended; no other one begins. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.work.notify();
    this.end.notify();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      try {
        const rest = await asSystem(() => this.steps.step());
        this.backoff.reset();
        if (rest > 0) await this.work.wait(rest);
      } catch (error) {
        await this.steps.failed(error);
        await this.end.wait(this.backoff.next());
      }
    }
  }
}
