import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { Allow } from '@opencircle/auth';
import { Answers, Limited } from '@opencircle/service-defaults';
import { point } from '@opencircle/contracts';
import { z } from 'zod';
import { Gazetteer } from './gazetteer.js';

const placeRequest = z.strictObject({
  text: z.string().trim().min(1).max(100),
  limit: z.number().int().min(1).max(20).default(8),
});

const placeAnswer = z.object({
  items: z.array(z.object({ id: z.string(), label: z.string(), point, kind: z.enum(['city', 'postal-code']) })),
});

const lookUps = { name: 'place', most: 120, window: 60, counted: 'process' } as const;

/** Places by name, POST for the reason that searches are. */
@Controller('v1/place-searches')
export class PlaceController {
  constructor(private readonly gazetteer: Gazetteer) {}

  @Post()
  @HttpCode(200)
  @Allow('place.search')
  @Limited(lookUps)
  @Answers(200, placeAnswer)
  search(@Body({ schema: placeRequest }) { text, limit }: z.infer<typeof placeRequest>): z.infer<typeof placeAnswer> {
    return { items: this.gazetteer.search(text, limit) };
  }
}
