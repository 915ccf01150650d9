/** The queue is full: the caller should come back later. */
export class Busy extends Error {}

/** Lets `permits` pieces of work run at once and `waiting` more stand in line; beyond that it refuses with Busy. */
export class Semaphore {
  private running = 0;
  private readonly line: (() => void)[] = [];

  constructor(
    private readonly permits: number,
    private readonly waiting: number,
  ) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private async enter(): Promise<void> {
    if (this.running < this.permits) {
      this.running++;
      return;
    }
    if (this.line.length >= this.waiting) throw new Busy('too much work is waiting');
    await new Promise<void>((resolve) => this.line.push(resolve));
  }

  /** The permit goes straight to who waits longest, so nobody can overtake. */
  private leave(): void {
    const next = this.line.shift();
    if (next === undefined) this.running--;
    else next();
  }
}
