import { Body, Controller, Post } from '@nestjs/common';
import { Allow, CurrentActor, type Actor } from '@opencircle/auth';
import { listingId } from '@opencircle/contracts';
import { Answers, IdempotencyKey, Limited } from '@opencircle/service-defaults';
import { z } from 'zod';
import { ReportListing } from './report-listing.js';
import { reportReasons } from './report-reasons.js';

const newReport = z.strictObject({
  listingId,
  reason: z.enum(reportReasons),
  note: z.string().trim().min(1).max(2000).optional(),
});
const reported = z.object({ id: z.uuid() });

/** A moderator reads each. */
const reportings = { name: 'report', most: 10, window: 600, counted: 'database' } as const;

@Controller('v1/reports')
export class ReportController {
  constructor(private readonly reports: ReportListing) {}

  @Post()
  @Allow('report.create')
  @Limited(reportings)
  @Answers(201, reported)
  create(
    @Body({ schema: newReport }) body: z.infer<typeof newReport>,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string | undefined,
  ): Promise<{ id: string }> {
    return this.reports.run(body, actor, key);
  }
}
