import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { Allow, CurrentActor, type Actor } from '@opencircle/auth';
import { listingId } from '@opencircle/contracts';
import { Answers, IdempotencyKey, instant, Limited } from '@opencircle/service-defaults';
import { z } from 'zod';
import { cursorOf, cursorSchema, limitSchema, pageOf } from '../page.js';
import { displayNameInput, emailInput, languageInput } from '../person/personal-input.js';
import { BookVisit, type VisitReceipt } from './book-visit.js';
import { FindVisits } from './find-visits.js';
import { takingAtLeast } from './taking-at-least.js';

const newVisit = z.strictObject({
  listingId,
  sessionStart: z.iso.datetime({ offset: true }),
  displayName: displayNameInput,
  email: emailInput,
  consent: z.literal(true, 'must be true: a visit needs explicit consent'),
  language: languageInput,
});
const receipt = z.object({ id: z.uuid(), listingId, sessionStart: z.iso.datetime(), zone: z.string() });

const listQuery = z.object({
  listingId,
  cursor: cursorSchema(z.tuple([instant(), z.uuid()])).optional(),
  limit: limitSchema,
});
const visitPage = pageOf(
  z.object({ id: z.uuid(), displayName: z.string(), sessionStart: z.iso.datetime(), bookedAt: z.iso.datetime() }),
);

/** Milliseconds; longer than any booking takes, so that time does not tell whether the person was known. */
const STEADY = 250;

/** Each sends mails. A hospital's or a university's people come by one address. */
const bookings = { name: 'booking', most: 30, window: 600, counted: 'database' } as const;

@Controller('v1/visits')
export class VisitController {
  constructor(
    private readonly bookVisit: BookVisit,
    private readonly findVisits: FindVisits,
  ) {}

  @Post()
  @Allow('visit.book')
  @Limited(bookings)
  @Answers(201, receipt)
  book(
    @Body({ schema: newVisit }) { consent: _given, sessionStart, ...visit }: z.output<typeof newVisit>,
    @IdempotencyKey() key: string | undefined,
  ): Promise<VisitReceipt> {
    return takingAtLeast(STEADY, () => this.bookVisit.run({ ...visit, sessionStart: new Date(sessionStart) }, key));
  }

  @Get()
  @Allow('visit.list')
  @Answers(200, visitPage)
  async list(
    @Query({ schema: listQuery }) { listingId: id, cursor, limit }: z.output<typeof listQuery>,
    @CurrentActor() actor: Actor,
  ): Promise<z.infer<typeof visitPage>> {
    const after = cursor && { sessionStart: cursor[0], id: cursor[1] };
    const { items, more } = await this.findVisits.run({ listingId: id, after, limit }, actor);
    const last = items.at(-1);
    return { items, next: more && last ? cursorOf([last.sessionStart, last.id]) : null };
  }
}
