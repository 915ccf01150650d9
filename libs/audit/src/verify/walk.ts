import { GENESIS, hashOf, type ChainedRow } from '../seal/chain.js';
import type { Fault } from './fault.js';

export type SealedRow = ChainedRow & { readonly seq: string; readonly hash: Buffer };

/** So few that do not fit are held against each other for where they stood; with more, each is called changed. */
const MOST_SUSPECTS = 12;

type Suspect = { readonly row: SealedRow; readonly seq: bigint; readonly previous: readonly Buffer[] };

/**
 * Goes along a chain, row by row in the order of their numbers, and finds what is not as it was sealed. One wrong row is one
 * fault: the next is judged by the hash that stands before it as well as by the one that ought to.
 */
export class Walk {
  readonly faults: Fault[] = [];
  last = 0n;
  entries = 0;
  private previous: readonly Buffer[] = [GENESIS];
  private readonly suspects: Suspect[] = [];

  constructor(
    private readonly service: string,
    private readonly mostFaults = 100,
  ) {}

  step(row: SealedRow): void {
    this.entries++;
    const seq = BigInt(row.seq);
    if (seq <= this.last) return this.found({ kind: 'inserted', seq, id: row.id });
    const isGap = seq > this.last + 1n;
    if (isGap) this.found({ kind: 'missing', from: this.last + 1n, to: seq - 1n });
    const right = this.previous.map((hash) => hashOf(this.service, hash, seq, row));
    // After a gap nobody knows the hash before; the row stands for itself, and what follows is held against it.
    if (!isGap && !right.some((hash) => hash.equals(row.hash)))
      this.suspects.push({ row, seq, previous: this.previous });
    this.previous = isGap || right.some((hash) => hash.equals(row.hash)) ? [row.hash] : [row.hash, ...right];
    this.last = seq;
  }

  /** Says of each row that did not fit whether it was changed or stood elsewhere. */
  end(): void {
    const few = this.suspects.length <= MOST_SUSPECTS ? this.suspects : [];
    const hashes = few.flatMap(({ row, previous }) => [row.hash, ...previous]);
    const known = new Set(few.map(({ row }) => row.hash.toString('hex')));
    const stored = few.map(({ row }) => row.hash);
    for (const { row, seq } of this.suspects) {
      // Whole in itself, behind one that is not: that one is named. The first of such a row of suspects never is.
      if (stored.some((previous) => hashOf(this.service, previous, seq, row).equals(row.hash))) continue;
      const was = few.find(
        (other) =>
          other.seq !== seq &&
          hashes.some((previous) => known.has(hashOf(this.service, previous, other.seq, row).toString('hex'))),
      );
      if (was === undefined) this.found({ kind: 'changed', seq, id: row.id });
      else this.found({ kind: 'reordered', seq, id: row.id, was: was.seq });
    }
  }

  found(fault: Fault): void {
    if (this.faults.length < this.mostFaults) this.faults.push(fault);
  }
}
