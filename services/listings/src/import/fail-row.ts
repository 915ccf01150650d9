import { Injectable } from '@nestjs/common';
import { Transactions } from '@opencircle/persistence';
import { DomainError } from '@opencircle/service-defaults';
import { Clock } from '../clock.js';
import type { RowId } from './apply-row.js';
import { ImportRow } from './import-row.js';
import type { FeedRemark } from './row-report.js';

/** Writes down that a row could not be applied, so that the others go on. */
@Injectable()
export class FailRow {
  constructor(
    private readonly tx: Transactions,
    private readonly clock: Clock,
  ) {}

  async run({ importId, row }: RowId, error: unknown): Promise<void> {
    await this.tx.run(async (db) => {
      const failing = await db.lock(ImportRow, { importId, row });
      if (failing.finishedAt !== null) return;
      failing.failed = true;
      failing.finishedAt = this.clock.now();
      failing.problems = [...failing.problems, problemOf(error)];
      failing.raw = null;
      await db.save(failing);
    });
  }
}

function problemOf(error: unknown): FeedRemark {
  return error instanceof DomainError
    ? { pointer: '', rule: error.code, message: error.message }
    : { pointer: '', rule: 'internal-error', message: 'The row could not be applied; import the feed again later.' };
}
