/* eslint-disable @typescript-eslint/no-non-null-assertion -- an index into columns and lists is in range by construction */
/** For each key the rows that have it, ascending; rows are only ever added, in order. */
export class Postings<Key> {
  private readonly lists = new Map<Key, RowList>();

  add(key: Key, row: number): void {
    let list = this.lists.get(key);
    if (!list) this.lists.set(key, (list = new RowList()));
    list.push(row);
  }

  of(keys: Iterable<Key>): RowList[] {
    const found: RowList[] = [];
    for (const key of keys) {
      const list = this.lists.get(key);
      if (list) found.push(list);
    }
    return found;
  }
}

/** A growable list of row numbers, four bytes each. */
export class RowList {
  length = 0;
  private rows = new Uint32Array(4);

  push(row: number): void {
    if (this.length === this.rows.length) {
      const grown = new Uint32Array(this.length * 2);
      grown.set(this.rows);
      this.rows = grown;
    }
    this.rows[this.length++] = row;
  }

  at(index: number): number {
    return this.rows[index]!;
  }
}

export function lengthOf(lists: readonly RowList[]): number {
  return lists.reduce((sum, list) => sum + list.length, 0);
}
