/** Wakes one waiting loop. A notification that comes while nobody waits is remembered once. */
export class Signal {
  private pending = false;
  private resume: (() => void) | undefined;

  notify(): void {
    this.pending = true;
    this.resume?.();
  }

  /** Resolves at the next notification or after `ms`; with `ignore-signal` only after `ms`. */
  async wait(ms: number, mode: 'until-signal' | 'ignore-signal' = 'until-signal'): Promise<void> {
    if (mode === 'until-signal' && this.pending) {
      this.pending = false;
      return;
    }
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      if (mode === 'until-signal') {
        this.resume = () => {
          clearTimeout(timer);
          resolve();
        };
      }
    });
    this.resume = undefined;
    if (mode === 'until-signal') this.pending = false;
  }
}
