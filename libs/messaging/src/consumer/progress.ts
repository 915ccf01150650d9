/** A member that has shown no sign of life for so long takes no part: not ready. */
const SILENT_MS = 15_000;
/** For so long at one and the same event, or silent: the process is beyond help and must be replaced. */
const STUCK_MS = 36_000;
/** A group that is in order takes a member within two rebalances, each of which waits half a minute for the others. */
const MOST_JOINING_MS = 90_000;

export type Vitality = 'joining' | 'well' | 'slow' | 'stuck';

/**
 * Whether a consumer gets on, told by what it does and not by whether it is up. Waiting for a database that is away
 * is getting on: the partition is paused and the group is told. An event that does not end is not.
 */
export class Progress {
  private signAt = Date.now();
  private joined = false;
  /** Since when this member tries to join a group that is there. */
  private joiningSince: number | undefined;
  private readonly inWork = new Map<string, number>();

  constructor(private readonly now: () => number = Date.now) {}

  /** The client was heard of. */
  sign(sign: 'joined' | 'alive' | 'left'): void {
    this.signAt = this.now();
    if (sign === 'alive') return;
    this.joined = sign === 'joined';
    if (this.joined) this.joiningSince = undefined;
    else this.beginJoining();
  }

  /** From now on it should be able to join; said again, the first time counts. */
  beginJoining(): void {
    this.joiningSince ??= this.now();
  }

  /** It could not have joined until now. */
  excuseJoining(): void {
    if (!this.joined) this.joiningSince = this.now();
  }

  /** Work on a partition's next event, or batch, begins. */
  begin(place: string): void {
    this.inWork.set(place, this.now());
  }

  /** It ended, well or not. */
  end(place: string): void {
    this.inWork.delete(place);
    this.signAt = this.now();
  }

  vitality(): Vitality {
    const now = this.now();
    const longest = Math.max(0, ...[...this.inWork.values()].map((since) => now - since));
    const silent = this.inWork.size > 0 ? longest : now - this.signAt;
    if (this.joined && silent > STUCK_MS) return 'stuck';
    if (!this.joined) return now - (this.joiningSince ?? now) > MOST_JOINING_MS ? 'stuck' : 'joining';
    return silent > SILENT_MS ? 'slow' : 'well';
  }
}
