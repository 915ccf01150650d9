import { Audit } from '@opencircle/audit';
import { Unauthenticated, type Actor } from '@opencircle/auth';
import { Transactions } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { Person } from './person.js';
import { PersonalFields } from './personal-fields.js';

/** Gives the person who asks another name; those who work with them see it at once. */
@Injectable()
export class RenamePerson {
  constructor(
    private readonly tx: Transactions,
    private readonly fields: PersonalFields,
    private readonly audit: Audit,
  ) {}

  /** The same name again does nothing. Throws Unauthenticated when the account is closed. */
  run(displayName: string, actor: Actor): Promise<void> {
    return this.tx.run(async (db) => {
      const person = actor.kind === 'person' ? await db.lock(Person, { id: actor.id }) : null;
      if (person?.disabledAt !== null) throw new Unauthenticated('invalid-token', 'this account is closed');
      const profile = this.fields.openProfile(person);
      if (profile.displayName === displayName) return;
      person.profile = this.fields.sealProfile(person.dataKey, { ...profile, displayName });
      await db.update(person, 'profile');
      const object = { kind: 'person', id: person.id };
      await this.audit.record(db, { actor, action: 'me.update', object, outcome: 'allowed' });
    });
  }
}
