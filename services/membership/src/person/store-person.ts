import { personRegistered } from '@opencircle/contracts';
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
   * known of an existing person stays as it is.
   */
  async run(db: Db, identity: Identity, at: Date): Promise<{ person: Person; fresh: boolean }> {
    const made = this.fields.newPerson(identity, at);
    const inserted = await db.query(
      `INSERT INTO person (id, email_lookup, data_key, contact, profile, registered_at)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (email_lookup) DO NOTHING RETURNING id`,
      [made.id, made.emailLookup, made.dataKey, made.contact, made.profile, made.registeredAt],
    );
    if (inserted.length === 0) {
      return { person: await db.get(Person, { emailLookup: made.emailLookup }), fresh: false };
    }
    await this.outbox.add(db, personRegistered, made.id, registered(made));
    return { person: made, fresh: true };
  }
}
