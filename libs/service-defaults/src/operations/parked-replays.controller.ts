import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Allow, CurrentActor, type Actor } from '@opencircle/auth';
import { CancelReplay, FindReplay, StartReplay, type ParkedReplay, type ParkingReason } from '@opencircle/messaging';
import { z } from 'zod';
import { Answers } from '../http/answers.decorator.js';
import { IdempotencyKey } from '../http/idempotency-key.decorator.js';
import { operatorOf } from './operator.js';
import { parkedReplay, parkingReason, sequenceId, statedReason } from './parked-views.js';

const newReplay = z
  .strictObject({
    sequenceId: sequenceId.optional(),
    reason: parkingReason.optional(),
    acceptGap: z.strictObject({ reason: statedReason }).optional(),
  })
  .refine((body) => (body.sequenceId === undefined) !== (body.reason === undefined), {
    path: ['sequenceId'],
    error: 'name either a sequenceId or a reason',
  });

/** Giving parked events their effect after all. */
@Controller('v1/parked-replays')
export class ParkedReplaysController {
  constructor(
    private readonly starts: StartReplay,
    private readonly replays: FindReplay,
    private readonly cancels: CancelReplay,
  ) {}

  @Post()
  @Allow('parked.replay')
  @Answers(201, parkedReplay)
  start(
    @Body({ schema: newReplay }) body: z.infer<typeof newReplay>,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string | undefined,
  ): Promise<ParkedReplay> {
    const what =
      body.sequenceId === undefined ? { reason: body.reason as ParkingReason } : { sequenceId: body.sequenceId };
    return this.starts.run({
      what,
      acceptGap: body.acceptGap?.reason,
      actor: operatorOf(actor, 'parked.replay'),
      key,
    });
  }

  @Get(':id')
  @Allow('parked.read')
  @Answers(200, parkedReplay)
  show(@Param('id', { schema: z.guid() }) id: string): Promise<ParkedReplay> {
    return this.replays.run(id);
  }

  @Post(':id/cancellations')
  @Allow('parked.replay')
  @Answers(200, parkedReplay)
  cancel(@Param('id', { schema: z.guid() }) id: string, @CurrentActor() actor: Actor): Promise<ParkedReplay> {
    return this.cancels.run(id, operatorOf(actor, 'parked.replay'));
  }
}
