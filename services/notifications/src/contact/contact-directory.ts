import { Inject, Injectable } from '@nestjs/common';
import { personId, type PersonId } from '@opencircle/contracts';
import { ENVIRONMENT } from '@opencircle/service-defaults';
import { z } from 'zod';
import type { Environment } from '../environment.js';
import { ContactsUnavailable } from './ask-membership.js';
import { InternalCalls } from './internal-calls.js';

const contact = z.object({ personId, email: z.string(), language: z.string() });
const answer = z.object({ contacts: z.array(contact) });

export type Contact = z.infer<typeof contact>;
export { ContactsUnavailable };

/** Asks membership how to reach people, each time anew: nothing of the answer is kept. */
@Injectable()
export class ContactDirectory {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly calls: InternalCalls,
  ) {}

  /** By person id; who is not to be reached is not in it. Throws ContactsUnavailable. */
  async find(personIds: PersonId[]): Promise<Map<string, Contact>> {
    const url = `${this.environment.MEMBERSHIP_URL}/v1/internal/contacts:batch`;
    const { contacts } = await this.calls.ask(answer, url, { personIds });
    return new Map(contacts.map((one) => [one.personId, one]));
  }
}
