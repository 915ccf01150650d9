/* eslint-disable @typescript-eslint/no-non-null-assertion -- an index into columns and lists is in range by construction */
/** A growable column of code sets: one bit per known code and row, in 32-bit words. */
export class CodeColumn {
  private readonly codes = new Map<string, number>();
  private words = 1;
  private bits = new Uint32Array(64);

  set(row: number, codes: Iterable<string>): void {
    for (const code of codes) {
      const bit = this.bitOf(code);
      this.reserve(row);
      this.bits[row * this.words + (bit >>> 5)]! |= 1 << (bit & 31);
    }
    this.reserve(row);
  }

  /** The words to compare rows with; unknown codes match nothing. */
  mask(codes: readonly string[]): Uint32Array {
    const mask = new Uint32Array(this.words);
    for (const code of codes) {
      const bit = this.codes.get(code);
      if (bit !== undefined) mask[bit >>> 5]! |= 1 << (bit & 31);
    }
    return mask;
  }

  /** How many codes of the mask the row has. */
  overlap(row: number, mask: Uint32Array): number {
    let count = 0;
    for (let word = 0; word < mask.length; word++) count += ones(this.bits[row * this.words + word]! & mask[word]!);
    return count;
  }

  /** The codes of a row, in the order in which the column first saw them. */
  codesOf(row: number): string[] {
    return [...this.codes]
      .filter(([, bit]) => this.bits[row * this.words + (bit >>> 5)]! & (1 << (bit & 31)))
      .map(([code]) => code);
  }

  private bitOf(code: string): number {
    const known = this.codes.get(code);
    if (known !== undefined) return known;
    const bit = this.codes.size;
    this.codes.set(code, bit);
    if (bit >= this.words * 32) this.widen();
    return bit;
  }

  private reserve(row: number): void {
    const needed = (row + 1) * this.words;
    if (needed <= this.bits.length) return;
    const grown = new Uint32Array(Math.max(needed, this.bits.length * 2));
    grown.set(this.bits);
    this.bits = grown;
  }

  private widen(): void {
    const rows = Math.floor(this.bits.length / this.words);
    const wider = new Uint32Array(rows * (this.words + 1));
    for (let row = 0; row < rows; row++) {
      wider.set(this.bits.subarray(row * this.words, (row + 1) * this.words), row * (this.words + 1));
    }
    this.bits = wider;
    this.words += 1;
  }
}

/** Number of one bits in a 32-bit word (Hacker's Delight, figure 5-2). */
function ones(word: number): number {
  let count = word - ((word >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  count = (count + (count >>> 4)) & 0x0f0f0f0f;
  return Math.imul(count, 0x01010101) >>> 24;
}
