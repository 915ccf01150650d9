import { Unauthenticated, type Actor, type RoleGrant } from '@opencircle/auth';
import type { PersonId } from '@opencircle/contracts';
import { Transactions } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { Person } from '../person/person.js';
import { PersonalFields } from '../person/personal-fields.js';
import { findRoles } from './find-roles.js';

export type Me = { id: PersonId; displayName: string; roles: RoleGrant[] };

/** What a signed-in person is called and may do now; the token may still say what was true ten minutes ago. */
@Injectable()
export class FindMe {
  constructor(
    private readonly tx: Transactions,
    private readonly fields: PersonalFields,
  ) {}

  run(actor: Actor): Promise<Me> {
    return this.tx.read(async (db) => {
      const person = actor.kind === 'person' ? await db.findOne(Person, { id: actor.id }) : null;
      if (person?.disabledAt !== null) {
        throw new Unauthenticated('invalid-token', 'this account is closed');
      }
      const { displayName } = this.fields.openProfile(person);
      return { id: person.id, displayName, roles: await findRoles(db, person.id) };
    });
  }
}
