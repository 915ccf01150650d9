import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Signal } from '@opencircle/messaging';
import { sqlState } from '@opencircle/persistence';
import { DomainError } from '@opencircle/service-defaults';
import { ApplyRow, type RowId } from './apply-row.js';
import { CheckRows } from './check-rows.js';
import { FailRow } from './fail-row.js';
import { FinishImports } from './finish-imports.js';

/** Finds work that another replica left behind when it died. */
const POLL_MS = 2_000;
const PAUSE_MS = 1_000;
const ATTEMPTS = 3;

/**
 * Works off imports in the background, in small transactions whose row locks are the claims: any replica can go on
 * where another stopped, and a restart loses nothing.
 */
@Injectable()
export class ImportWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ImportWorker.name);
  private readonly signal = new Signal();
  private readonly failures = new Map<string, number>();
  private stopping = false;
  private loop: Promise<void> = Promise.resolve();

  constructor(
    private readonly check: CheckRows,
    private readonly apply: ApplyRow,
    private readonly fail: FailRow,
    private readonly finish: FinishImports,
  ) {}

  /** Something was committed that the worker may go on with. */
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
        const busy = (await this.check.run()) || (await this.applyNext());
        if (!busy) await this.finish.run();
        if (!busy && !this.stopping) await this.signal.wait(POLL_MS);
      } catch (error) {
        this.logger.warn(`imports wait: ${error instanceof Error ? error.name : 'error'} ${sqlState(error) ?? ''}`);
        if (!this.stopping) await this.signal.wait(PAUSE_MS, 'ignore-signal');
      }
    }
  }

  /** A row that cannot be applied is tried again, then set aside; a database that is away is nobody's fault. */
  private async applyNext(): Promise<boolean> {
    let claimed: RowId | undefined;
    try {
      return await this.apply.run((row) => (claimed = row));
    } catch (error) {
      if (claimed === undefined || isDatabaseAway(error)) throw error;
      const id = `${claimed.importId}/${claimed.row}`;
      const failures = (this.failures.get(id) ?? 0) + 1;
      this.failures.set(id, failures);
      if (failures < ATTEMPTS && !(error instanceof DomainError)) return true;
      await this.fail.run(claimed, error);
      this.failures.delete(id);
      return true;
    }
  }
}

/** Connection, resources, shutdown: SQLSTATE classes 08, 53, 57, and sockets that do not connect. */
function isDatabaseAway(error: unknown): boolean {
  return /^(?:08|53|57)|^E[A-Z]+$/.test(sqlState(error) ?? '');
}
