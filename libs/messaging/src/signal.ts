/** Wakes one waiting loop. A notification that comes while nobody waits is remembered once. */
export class Signal {
  private pending = false;
  private resume: (() => void) | undefined;

  notify(): void {
    this.pending = true;
    this.resume?.();
  }

  /** Resolves at the next notification, or after `ms`. */
  async wait(ms: number): Promise<void> {
    if (!this.pending) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.resume = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.resume = undefined;
    }
    this.pending = false;
  }
}
