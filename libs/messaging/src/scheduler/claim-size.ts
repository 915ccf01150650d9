const FIRST = 50;
/** Enough that claiming and committing cost little beside the handlers' own statements. */
const MOST = 1_000;

/** How many jobs to claim at once: as many as get done while others wait for what they leave locked. */
export class ClaimSize {
  private size = FIRST;

  get next(): number {
    return this.size;
  }

  /** From a round that asked for so many. Whether there may be more that this process can do at once. */
  learn({ asked, claimed, taken }: { asked: number; claimed: number; taken: number }): boolean {
    const timeRanOut = taken < claimed;
    const wasFull = claimed === asked;
    if (timeRanOut) this.size = Math.max(1, taken);
    else if (wasFull) this.size = Math.min(MOST, asked * 2);
    return timeRanOut || wasFull;
  }
}
