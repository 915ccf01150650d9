import type { TopicPartitionOffset } from 'kafkajs';

/** How far the committed offsets may be behind the effects; what a crash repeats is absorbed by the inbox. */
const COMMIT_EVERY_MS = 250;

/**
 * Commits offsets behind the effects, all partitions in one request, at most every quarter of a second: a request an
 * event would cost as much as the event.
 */
export class Offsets {
  private readonly moves = new Map<string, TopicPartitionOffset>();
  private timer: NodeJS.Timeout | undefined;
  private closed = false;
  private committing: Promise<void> = Promise.resolve();

  constructor(private readonly commit: (offsets: TopicPartitionOffset[]) => Promise<void>) {}

  /** `next` is the first offset without an effect. */
  moved(topic: string, partition: number, next: bigint): void {
    this.moves.set(`${topic}/${partition}`, { topic, partition, offset: String(next) });
    this.timer ??= setTimeout(() => this.flush(), COMMIT_EVERY_MS);
  }

  /** After a rebalance others own the partitions; theirs to commit. */
  forget(): void {
    this.moves.clear();
  }

  async close(): Promise<void> {
    this.closed = true;
    this.flush();
    await this.committing;
  }

  /** What was not committed is repeated to whoever gets the partition next, and absorbed by the inbox. */
  private tryLater(offsets: readonly TopicPartitionOffset[]): void {
    if (this.closed) return;
    for (const offset of offsets) {
      const place = `${offset.topic}/${offset.partition}`;
      if (!this.moves.has(place)) this.moves.set(place, offset);
    }
    this.timer ??= setTimeout(() => this.flush(), COMMIT_EVERY_MS);
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const offsets = [...this.moves.values()];
    this.moves.clear();
    if (offsets.length === 0) return;
    this.committing = this.committing.then(() => this.commit(offsets)).catch(() => this.tryLater(offsets));
  }
}
