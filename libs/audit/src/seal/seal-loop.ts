import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Loop } from '@opencircle/messaging';
import { isDatabaseAway, Transactions } from '@opencircle/persistence';
import { Checkpoints } from '../checkpoint/checkpoints.js';
import { AUDIT_OPTIONS, type AuditOptions } from '../options.js';
import { Sealer, type Head } from './sealer.js';

/** A commit of this process wakes the loop; the poll is for those of others, and for what a killed one left. */
const POLL_MS = 1_000;
/** A checkpoint a second at most. */
const CHECKPOINT_MS = 1_000;

/** Seals the chain and says where it stands, in whichever process comes first. */
@Injectable()
export class SealLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(SealLoop.name);
  private readonly sealer: Sealer;
  private readonly loop = new Loop({
    step: () => this.step(),
    failed: (error) => this.logger.warn(`sealing waits: ${isDatabaseAway(error) ? 'no database' : String(error)}`),
  });
  private readonly flushers: (() => Promise<void>)[] = [];
  /** The number that the last checkpoint of this process named; at first it is not known what others have said. */
  private said: bigint | undefined;
  private saidAt = -Infinity;
  /** Whether this process sealed something that no checkpoint of its own covers yet. */
  private owes = true;

  constructor(
    @Inject(AUDIT_OPTIONS) options: AuditOptions,
    transactions: Transactions,
    private readonly checkpoints: Checkpoints,
  ) {
    this.sealer = new Sealer(transactions, options.service);
  }

  /** Something was committed: seal now instead of at the next poll. */
  wake(): void {
    this.loop.wake();
  }

  /** Runs before the last seal of a shutdown: writes what is still held back. */
  beforeLastSeal(flush: () => Promise<void>): void {
    this.flushers.push(flush);
  }

  onApplicationBootstrap(): void {
    if (!this.checkpoints.offered) {
      this.logger.warn('AUDIT_SIGNING_KEY is not set: the audit log is chained, and no checkpoint leaves the database');
    }
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const flush of this.flushers) await flush();
    await this.loop.stop();
    try {
      await this.sealAll();
      await this.sayIfOwed();
    } catch (error) {
      this.logger.warn(`the last entries are left to the next start: ${isDatabaseAway(error) ? 'no database' : String(error)}`); // prettier-ignore
    }
  }

  private async step(): Promise<number> {
    const sealed = await this.sealer.sealBatch();
    if (sealed !== undefined && sealed > 0) this.owes = true;
    const wait = this.saidAt + CHECKPOINT_MS - performance.now();
    if (this.owes && wait <= 0) await this.sayIfOwed();
    if (sealed !== undefined && sealed > 0) return 0;
    return this.owes ? Math.max(1, Math.min(POLL_MS, wait)) : POLL_MS;
  }

  private async sealAll(): Promise<void> {
    for (let sealed = await this.sealer.sealBatch(); sealed !== undefined && sealed > 0;) {
      this.owes = true;
      sealed = await this.sealer.sealBatch();
    }
  }

  private async sayIfOwed(): Promise<void> {
    if (!this.owes) return;
    const head: Head | undefined = await this.sealer.head();
    this.saidAt = performance.now();
    if (head !== undefined && head.seq !== this.said) {
      await this.checkpoints.say(head);
      this.said = head.seq;
    }
    this.owes = false;
  }
}
