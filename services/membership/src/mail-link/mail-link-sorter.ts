import { randomInt } from 'node:crypto';
import { Loop } from '@opencircle/messaging';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { SortMailLinks } from './sort-mail-links.js';

/** Milliseconds between looks for what another replica left behind. */
const POLL = 5_000;

/** Milliseconds, drawn at random, between a request and the work that depends on whose address it named. */
const SOON: readonly [number, number] = [100, 400];

/** Sorts links by itself, at a time that the client who asked cannot relate to the answer. */
@Injectable()
export class MailLinkSorter implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(MailLinkSorter.name);
  private timer: NodeJS.Timeout | undefined;
  private readonly loop = new Loop({
    step: async () => ((await this.sortMailLinks.run()) ? 0 : POLL),
    failed: (error) => this.logger.error({ err: error }, 'sorting links waits'),
  });

  constructor(private readonly sortMailLinks: SortMailLinks) {}

  wakeSoon(): void {
    if (this.timer !== undefined) return;
    this.timer = setTimeout(
      () => {
        this.timer = undefined;
        this.loop.wake();
      },
      randomInt(...SOON),
    );
    this.timer.unref();
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    await this.loop.stop();
  }
}
