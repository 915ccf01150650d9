import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Allow, CurrentActor, type Actor } from '@opencircle/auth';
import {
  DiscardParked,
  DryRunSequence,
  ListSequences,
  ShowSequence,
  type Discarded,
  type DryRun,
  type ParkedSequence,
  type WholeSequence,
} from '@opencircle/messaging';
import { z } from 'zod';
import { Answers } from '../http/answers.decorator.js';
import { IdempotencyKey } from '../http/idempotency-key.decorator.js';
import { operatorOf } from './operator.js';
import {
  discarded,
  dryRun,
  parkedSequence,
  parkingReason,
  sequenceId,
  statedReason,
  wholeSequence,
} from './parked-views.js';

const query = z.strictObject({
  reason: parkingReason.optional(),
  topic: z.string().max(200).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
const newDryRun = z.strictObject({ acceptGap: z.boolean().default(false) });
const newDiscard = z.strictObject({ reason: statedReason, eventId: z.string().regex(/^\d{1,18}$/).optional() }); // prettier-ignore

/** What is set aside, what would become of it, and giving it up. */
@Controller('v1/parked-sequences')
export class ParkedSequencesController {
  constructor(
    private readonly sequences: ListSequences,
    private readonly sequence: ShowSequence,
    private readonly dryRuns: DryRunSequence,
    private readonly discards: DiscardParked,
  ) {}

  @Get()
  @Allow('parked.list')
  @Answers(200, z.object({ items: z.array(parkedSequence), next: z.string().nullable() }))
  list(
    @Query({ schema: query }) asked: z.infer<typeof query>,
  ): Promise<{ items: ParkedSequence[]; next: string | null }> {
    return this.sequences.run(asked);
  }

  @Get(':id')
  @Allow('parked.read')
  @Answers(200, wholeSequence)
  show(@Param('id', { schema: sequenceId }) id: string, @CurrentActor() actor: Actor): Promise<WholeSequence> {
    return this.sequence.run(id, operatorOf(actor, 'parked.read'));
  }

  @Post(':id/dry-runs')
  @Allow('parked.replay')
  @Answers(200, dryRun)
  dryRun(
    @Param('id', { schema: sequenceId }) id: string,
    @Body({ schema: newDryRun }) { acceptGap }: z.infer<typeof newDryRun>,
    @CurrentActor() actor: Actor,
  ): Promise<DryRun> {
    return this.dryRuns.run(id, acceptGap, operatorOf(actor, 'parked.replay'));
  }

  @Post(':id/discards')
  @Allow('parked.discard')
  @Answers(201, discarded)
  discard(
    @Param('id', { schema: sequenceId }) id: string,
    @Body({ schema: newDiscard }) { reason, eventId }: z.infer<typeof newDiscard>,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string | undefined,
  ): Promise<Discarded> {
    return this.discards.run({ sequenceId: id, eventId, reason, actor: operatorOf(actor, 'parked.discard'), key });
  }
}
