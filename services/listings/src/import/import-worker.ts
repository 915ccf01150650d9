import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { ImportId } from '@opencircle/contracts';
import { Loop } from '@opencircle/messaging';
import { classOf, isDatabaseAway } from '@opencircle/persistence';
import { ApplyRow, type RowId } from './apply-row.js';
import { Attempts } from './attempts.js';
import { CheckRows } from './check-rows.js';
import { FailImport } from './fail-import.js';
import { FailRow } from './fail-row.js';
import { FinishImports } from './finish-imports.js';
import { StopImports } from './stop-imports.js';

/** Finds work that another replica left behind when it died. */
const POLL_MS = 2_000;

/**
 * Works off imports in the background, in small transactions whose row locks are the claims: any replica can go on
 * where another stopped, and a restart loses nothing.
 */
@Injectable()
export class ImportWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ImportWorker.name);
  private readonly attempts = new Attempts();
  private readonly loop = new Loop({
    step: () => this.step(),
    failed: (error) => this.logger.warn(`imports wait: ${classOf(error)}`),
  });

  constructor(
    private readonly check: CheckRows,
    private readonly apply: ApplyRow,
    private readonly failImport: FailImport,
    private readonly failRow: FailRow,
    private readonly finish: FinishImports,
    private readonly stopping: StopImports,
  ) {}

  /** Something was committed that the worker may go on with. */
  wake(): void {
    this.loop.wake();
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }

  private async step(): Promise<number> {
    await this.stopping.run();
    if ((await this.checkNext()) || (await this.applyNext())) return 0;
    await this.finish.run();
    return POLL_MS;
  }

  /** An import whose rows cannot be checked is given up after some attempts. */
  private async checkNext(): Promise<boolean> {
    let claimed: ImportId | undefined;
    try {
      return await this.check.run((id) => (claimed = id));
    } catch (error) {
      if (claimed === undefined || isDatabaseAway(error)) throw error;
      if (this.attempts.isHopeless(claimed, error)) await this.failImport.run(claimed);
      return true;
    }
  }

  /** A row that cannot be applied is set aside after some attempts; the others go on. */
  private async applyNext(): Promise<boolean> {
    let claimed: RowId | undefined;
    try {
      return await this.apply.run((row) => (claimed = row));
    } catch (error) {
      if (claimed === undefined || isDatabaseAway(error)) throw error;
      const { importId, row } = claimed;
      if (this.attempts.isHopeless(`${importId}/${row}`, error)) await this.failRow.run(claimed, error);
      return true;
    }
  }
}
