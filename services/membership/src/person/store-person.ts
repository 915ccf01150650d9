import { personRegistered, type PersonId } from '@opencircle/contracts';
import { Outbox } from '@opencircle/messaging';
import type { Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { Person } from './person.js';
import { PersonalFields, type Identity } from './personal-fields.js';
import { registered } from './person.events.js';

/** Finds the person with an e-mail address, or makes one. */
@Injectable()
export class StorePerson {
  constructor(
    private readonly fields: PersonalFields,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Two callers at once with one new address get the same person: the second waits on the unique look-up. What is
   * known of an existing person stays as it is; the update that changes nothing holds the row,
   * so that the purge does not take it from under the caller.
   */
  async run(db: Db, identity: Identity, at: Date): Promise<{ person: Person; fresh: boolean }> {
    const made = this.fields.newPerson(identity, at);
    const [stored] = await db.query<{ id: PersonId }>(
      `INSERT INTO person (id, email_lookup, data_key, contact, profile, registered_at)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (email_lookup) DO UPDATE SET email_lookup = EXCLUDED.email_lookup RETURNING id`,
      [made.id, made.emailLookup, made.dataKey, made.contact, made.profile, made.registeredAt],
    );
    if (stored?.id !== made.id)
      return { person: await db.get(Person, { emailLookup: made.emailLookup }), fresh: false };
    await this.outbox.add(db, personRegistered, made.id, registered(made));
    return { person: made, fresh: true };
  }
}
