import { Unauthenticated, type Actor, type RoleGrant } from '@opencircle/auth';
import type { PersonId } from '@opencircle/contracts';
import { Transactions, type Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import type { UsableFactor } from '../factor/factor.js';
import { Person } from '../person/person.js';
import { PersonalFields } from '../person/personal-fields.js';
import { findRoles, rolesAt } from './find-roles.js';
import { needsSecondFactor, type Aal } from './second-factor-roles.js';
import { factorsOf } from './start-session.js';

export type Me = {
  id: PersonId;
  displayName: string;
  roles: RoleGrant[];
  aal: Aal;
  mustEnrol: boolean;
  factors: UsableFactor[];
};

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
      if (actor.kind !== 'person' || person?.disabledAt !== null) {
        throw new Unauthenticated('invalid-token', 'this account is closed');
      }
      const { displayName } = this.fields.openProfile(person);
      const [roles, aal] = [await findRoles(db, person.id), await aalOf(db, actor.sessionId)];
      const { kinds: factors } = await factorsOf(db, person.id);
      const mustEnrol = factors.length === 0 && roles.some(needsSecondFactor);
      return { id: person.id, displayName, roles: rolesAt(aal, roles), aal, mustEnrol, factors };
    });
  }
}

async function aalOf(db: Db, sessionId: string | undefined): Promise<Aal> {
  const [session] = await db.query<{ aal: Aal }>('SELECT aal FROM session WHERE id = $1', [sessionId ?? null]);
  return session?.aal ?? 1;
}
