import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Loop } from '@opencircle/messaging';
import { SendDeliveries } from './send-deliveries.js';

/** Milliseconds between looks when no commit wakes the sender: for retries, and for what other replicas queued. */
const POLL = 1_000;

/** Keeps sending for as long as the process lives. On shutdown it finishes the batch at hand. */
@Injectable()
export class DeliverySender implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(DeliverySender.name);
  private readonly loop = new Loop({
    step: async () => ((await this.sendDeliveries.run()).more ? 0 : POLL),
    failed: (error) => this.logger.error({ err: error }, 'sending waits'),
  });

  constructor(private readonly sendDeliveries: SendDeliveries) {}

  /** Something was queued and committed: look now instead of at the next poll. */
  wake(): void {
    this.loop.wake();
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }
}
