import type { Progress } from './progress.js';

const WATCH_EVERY_MS = 1_000;
/** Asking whether Kafka is there opens connections of its own. */
const ASK_EVERY_MS = 10_000;

/** Looks every second whether the consumer gets on, until it does not. */
export class Lookout {
  private timer: NodeJS.Timeout | undefined;
  private askedAt = -Infinity;

  /** `isKafkaThere` rejects when a member could not join just now. */
  constructor(
    private readonly progress: Progress,
    private readonly isKafkaThere: () => Promise<unknown>,
    private readonly onStuck: () => void,
    private readonly now: () => number = Date.now,
  ) {}

  start(): void {
    this.progress.beginJoining();
    this.timer = setInterval(() => void this.look(), WATCH_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** A member that waits for a Kafka that is away does right; one that cannot join a group that is there does not get on. */
  async look(): Promise<void> {
    const vitality = this.progress.vitality();
    if (vitality === 'stuck') this.onStuck();
    if (vitality !== 'joining' || this.now() - this.askedAt < ASK_EVERY_MS) return;
    this.askedAt = this.now();
    await this.isKafkaThere().catch(() => this.progress.excuseJoining());
  }
}
