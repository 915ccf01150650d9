/** Doubling waits with jitter: `first`, `first × 2`, … up to `most` milliseconds, each between half and all of it. */
export class Backoff {
  private attempt = 0;

  constructor(
    private readonly first: number,
    private readonly most: number,
  ) {}

  next(): number {
    const full = Math.min(this.most, this.first * 2 ** this.attempt++);
    return full / 2 + (Math.random() * full) / 2;
  }

  reset(): void {
    this.attempt = 0;
  }
}
