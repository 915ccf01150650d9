import { Body, Controller, Post } from '@nestjs/common';
import { Allow } from '@opencircle/auth';
import { personId } from '@opencircle/contracts';
import { Answers } from '@opencircle/service-defaults';
import { z } from 'zod';
import { FindContacts } from './find-contacts.js';

const batch = z.strictObject({ personIds: z.array(personId).min(1).max(100) });
const contacts = z.object({
  contacts: z.array(z.object({ personId, email: z.string(), displayName: z.string(), language: z.string() })),
});

/** For notifications alone; the gateway does not proxy it. */
@Controller('v1/internal')
export class ContactController {
  constructor(private readonly findContacts: FindContacts) {}

  /** A POST, so that no id stands in a URL. The router reads `:batch` as a parameter; `::` is its colon. */
  @Post('contacts::batch')
  @Allow('contacts.read')
  @Answers(200, contacts)
  async read(@Body({ schema: batch }) { personIds }: z.output<typeof batch>): Promise<z.infer<typeof contacts>> {
    return { contacts: await this.findContacts.run(personIds) };
  }
}
