import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { classOf } from '@opencircle/persistence';
import { KafkaEvents } from '../consumer/kafka-events.js';
import { isTransient } from '../consumer/transient.js';
import { Loop } from '../loop.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../options.js';
import { ClaimLost, ReplayClaims, type Claim } from './replay-claim.js';
import { ReplayNextEvent } from './replay-next-event.js';

const POLL_MS = 2_000;

/**
 * Works on running replays, whichever process they were asked of. A replay whose process died is taken over where it
 * was; what was settled is not there any more to be settled twice.
 */
@Injectable()
export class ReplayWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ReplayWorker.name);
  private readonly loop = new Loop({
    step: () => this.step(),
    failed: (error) => this.logger.warn(`replay waits: ${classOf(error)}`),
  });
  private stopping = false;

  constructor(
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
    private readonly events: KafkaEvents,
    private readonly claims: ReplayClaims,
    private readonly next: ReplayNextEvent,
  ) {}

  /** A replay was asked for: look now instead of at the next poll. */
  wake(): void {
    this.loop.wake();
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await this.loop.stop();
    await this.claims.release().catch(() => undefined);
  }

  private async step(): Promise<number> {
    // Before the handlers are known every event would seem to be one that nobody handles.
    const claim = this.events.listening ? await this.claims.claim() : undefined;
    if (claim === undefined) return POLL_MS;
    await this.replay(claim);
    return 0;
  }

  /** Throws what waiting can mend; the claim is then taken again, or by another. */
  private async replay(claim: Claim): Promise<void> {
    this.options.onPoint?.('replay.after-claim');
    try {
      let sequence = await this.claims.nextSequence(claim);
      while (sequence !== undefined && !this.stopping) {
        await this.next.run(claim, sequence);
        sequence = await this.claims.nextSequence(claim);
      }
      if (sequence !== undefined) return;
      this.options.onPoint?.('replay.before-finish');
      await this.claims.finish(claim, 'done');
      this.logger.log(`replay ${claim.id} done`);
    } catch (error) {
      if (error instanceof ClaimLost || isTransient(error)) throw error;
      this.logger.error({ err: error }, `replay ${claim.id} failed`);
      await this.claims.finish(claim, 'failed');
    }
  }
}
