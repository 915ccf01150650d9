/** `first`, `first × 2`, … up to `most` milliseconds for attempts 0, 1, …, each between half and all of it. */
export function waitBefore(attempt: number, first: number, most: number): number {
  const full = Math.min(most, first * 2 ** attempt);
  return full / 2 + (Math.random() * full) / 2;
}

/** Doubling waits with jitter, until something succeeds. */
export class Backoff {
  private attempt = 0;

  constructor(
    private readonly first: number,
    private readonly most: number,
  ) {}

  next(): number {
    return waitBefore(this.attempt++, this.first, this.most);
  }

  reset(): void {
    this.attempt = 0;
  }
}
