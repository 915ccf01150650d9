/* eslint-disable @typescript-eslint/no-non-null-assertion -- an index into columns and lists is in range by construction */
/** Keeps the best `capacity` items of a stream; a heap whose root is the worst kept. `order` sorts best first. */
export class Best<Item> {
  private readonly heap: Item[] = [];

  constructor(
    private readonly capacity: number,
    private readonly order: (a: Item, b: Item) => number,
  ) {}

  offer(item: Item): void {
    if (this.heap.length < this.capacity) {
      this.heap.push(item);
      this.rise(this.heap.length - 1);
    } else if (this.capacity > 0 && this.order(item, this.heap[0]!) < 0) {
      this.heap[0] = item;
      this.sink();
    }
  }

  /** The kept items, best first. */
  sorted(): Item[] {
    return [...this.heap].sort(this.order);
  }

  private rise(index: number): void {
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (this.order(this.heap[index]!, this.heap[parent]!) <= 0) return;
      this.swap(index, parent);
      index = parent;
    }
  }

  private sink(): void {
    let index = 0;
    for (;;) {
      let worst = index;
      for (const child of [2 * index + 1, 2 * index + 2]) {
        if (child < this.heap.length && this.order(this.heap[child]!, this.heap[worst]!) > 0) worst = child;
      }
      if (worst === index) return;
      this.swap(index, worst);
      index = worst;
    }
  }

  private swap(a: number, b: number): void {
    [this.heap[a], this.heap[b]] = [this.heap[b]!, this.heap[a]!];
  }
}
