import { DomainError } from '@opencircle/service-defaults';

const MOST = 3;

/** Counts failures by name, and tells when it is no use to try again. */
export class Attempts {
  private readonly failures = new Map<string, number>();

  /** A rule that says no says it every time; a database that is away is nobody's fault and never counts. */
  isHopeless(name: string, error: unknown): boolean {
    const failures = (this.failures.get(name) ?? 0) + 1;
    const hopeless = failures >= MOST || error instanceof DomainError;
    if (hopeless) this.failures.delete(name);
    else this.failures.set(name, failures);
    return hopeless;
  }
}
