import { Controller, Get, Query } from '@nestjs/common';
import { Allow } from '@opencircle/auth';
import { Answers } from '@opencircle/service-defaults';
import { z } from 'zod';
import { deliveryStates, type Delivery } from './delivery.js';
import { FindDeliveries } from './find-deliveries.js';

const listQuery = z.object({
  state: z.enum(deliveryStates).optional(),
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** What became of a mail; neither to whom nor about what: together they would tell who seeks help. */
const deliveryView = z.object({
  id: z.uuid(),
  template: z.string(),
  state: z.enum(deliveryStates),
  attempts: z.int(),
  lastErrorCode: z.string().nullable(),
  queuedAt: z.iso.datetime(),
  nextAttemptAt: z.iso.datetime().nullable(),
  settledAt: z.iso.datetime().nullable(),
});
const deliveryPage = z.object({ items: z.array(deliveryView), next: z.string().nullable() });

/** Mails on their way, for ops. */
@Controller('v1/deliveries')
export class DeliveryController {
  constructor(private readonly findDeliveries: FindDeliveries) {}

  @Get()
  @Allow('delivery.list')
  @Answers(200, deliveryPage)
  async list(
    @Query({ schema: listQuery }) { state, cursor, limit }: z.output<typeof listQuery>,
  ): Promise<z.infer<typeof deliveryPage>> {
    const { items, more } = await this.findDeliveries.run({ state, before: cursor, limit });
    return { items: items.map(viewOf), next: more ? (items.at(-1)?.id ?? null) : null };
  }
}

function viewOf(delivery: Delivery): z.infer<typeof deliveryView> {
  const { id, template, state, attempts, lastErrorCode, queuedAt, nextAttemptAt, settledAt } = delivery;
  return {
    id,
    template,
    state,
    attempts,
    lastErrorCode,
    queuedAt: queuedAt.toISOString(),
    nextAttemptAt: state === 'queued' ? nextAttemptAt.toISOString() : null,
    settledAt: settledAt?.toISOString() ?? null,
  };
}
