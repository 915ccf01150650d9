export type Fault = 'lost' | 'doubled' | 'inverted' | 'gaps' | 'phantom';
export type Found = Record<Fault, number>;

/** How many examples are kept for people; the counts are complete. */
const EXAMPLES = 20;

/** What a judge found: how often each fault, and some of them by name. */
export class Findings {
  readonly found: Found = { lost: 0, doubled: 0, inverted: 0, gaps: 0, phantom: 0 };
  readonly examples: string[] = [];
  /** Committed events looked at. */
  events = 0;
  /** Requests whose answer the client never got, and how many of them had their effect. */
  readonly unknown = { requests: 0, withEffect: 0 };

  add(fault: Fault, example: string, times = 1): void {
    this.found[fault] += times;
    if (this.examples.length < EXAMPLES) this.examples.push(`${fault}: ${example}`);
  }

  resolved(effects: number): void {
    this.unknown.requests++;
    if (effects > 0) this.unknown.withEffect++;
  }
}

export function isClean(found: Found): boolean {
  return Object.values(found).every((count) => count === 0);
}
