/** The first offset of a partition that has no effect yet. */
export type TopicPartitionOffset = { readonly topic: string; readonly partition: number; readonly offset: string };

/** How far the committed offsets may be behind the effects; what a crash repeats is absorbed by the inbox. */
const COMMIT_EVERY_MS = 250;
/** How long the last commit may take; a Kafka that is away must not hold up the end of a process. */
const LAST_COMMIT_MS = 5_000;

/**
 * Commits offsets behind the effects, all partitions in one request, at most every quarter of a second: a request an
 * event would cost as much as the event.
 */
export class Offsets {
  private moves = new Map<string, TopicPartitionOffset>();
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
    this.moves = new Map();
  }

  async close(): Promise<void> {
    this.closed = true;
    this.flush();
    let late: NodeJS.Timeout | undefined;
    await Promise.race([this.committing, new Promise((resolve) => (late = setTimeout(resolve, LAST_COMMIT_MS)))]);
    clearTimeout(late);
  }

  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { moves } = this;
    if (moves.size === 0) return;
    const offsets = [...moves.values()];
    moves.clear();
    this.committing = this.committing
      .then(() => this.commit(offsets))
      .catch(() => {
        this.tryLater(offsets, moves);
      });
  }

  /** What was not committed is repeated to whoever gets the partition next, and absorbed by the inbox. */
  private tryLater(offsets: readonly TopicPartitionOffset[], moves: Map<string, TopicPartitionOffset>): void {
    if (this.closed || moves !== this.moves) return;
    for (const offset of offsets) {
      const place = `${offset.topic}/${offset.partition}`;
      if (!moves.has(place)) moves.set(place, offset);
    }
    this.timer ??= setTimeout(() => this.flush(), COMMIT_EVERY_MS);
  }
}
