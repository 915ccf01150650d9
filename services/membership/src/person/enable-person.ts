import { Audit } from '@opencircle/audit';
import { policy, type Actor } from '@opencircle/auth';
import type { PersonId } from '@opencircle/contracts';
import { Transactions } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { lockPerson } from './lock-person.js';

/** Lets a person sign in again. What was ended stays ended: sessions and tokens from before do not come back. */
@Injectable()
export class EnablePerson {
  constructor(
    private readonly tx: Transactions,
    private readonly audit: Audit,
  ) {}

  /** Throws `unknown-person`. */
  run(personId: PersonId, by: Actor): Promise<void> {
    policy.demand(by, 'person.enable');
    return this.tx.run(async (db) => {
      const person = await lockPerson(db, personId);
      if (person.disabledAt === null) return;
      person.disabledAt = null;
      await db.update(person, 'disabledAt');
      const object = { kind: 'person', id: personId };
      await this.audit.record(db, { actor: by, action: 'person.enable', object, outcome: 'allowed' });
    });
  }
}
