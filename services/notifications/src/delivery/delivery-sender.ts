import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Signal } from '@opencircle/messaging';
import { SendDeliveries } from './send-deliveries.js';

/** Milliseconds between looks when no commit wakes the sender: for retries, and for what other replicas queued. */
const POLL = 1_000;
const AFTER_ERROR = 5_000;

/** Keeps sending for as long as the process lives. On shutdown it finishes the batch at hand. */
@Injectable()
export class DeliverySender implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(DeliverySender.name);
  private readonly signal = new Signal();
  private stopping = false;
  private loop: Promise<void> = Promise.resolve();

  constructor(private readonly sendDeliveries: SendDeliveries) {}

  /** Something was queued and committed: look now instead of at the next poll. */
  wake(): void {
    this.signal.notify();
  }

  onApplicationBootstrap(): void {
    this.loop = this.work();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    this.signal.notify();
    await this.loop;
  }

  private async work(): Promise<void> {
    while (!this.stopping) {
      try {
        const { more } = await this.sendDeliveries.run();
        if (!more) await this.signal.wait(POLL);
      } catch (error) {
        this.logger.error({ err: error }, 'sending waits');
        await this.signal.wait(AFTER_ERROR);
      }
    }
  }
}
