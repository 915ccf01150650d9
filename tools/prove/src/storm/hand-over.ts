/** A queue between those who approve and those who book: `next` waits, and answers undefined once closed and empty. */
export class HandOver {
  private readonly items: string[] = [];
  private readonly waiting: ((item: string | undefined) => void)[] = [];
  private closed = false;

  add(item: string): void {
    const taker = this.waiting.shift();
    if (taker === undefined) this.items.push(item);
    else taker(item);
  }

  next(): Promise<string | undefined> {
    const item = this.items.shift();
    if (item !== undefined || this.closed) return Promise.resolve(item);
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  close(): void {
    this.closed = true;
    for (const taker of this.waiting.splice(0)) taker(undefined);
  }
}
