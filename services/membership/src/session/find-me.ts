import { Unauthenticated, type Actor, type RoleGrant } from '@opencircle/auth';
import type { PersonId } from '@opencircle/contracts';
import { Transactions, type Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import type { UsableFactor } from '../factor/factor.js';
import { Person } from '../person/person.js';
import { PersonalFields } from '../person/personal-fields.js';
import { findRoles, rolesWithin, type SessionBounds } from './find-roles.js';
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
      const all = await findRoles(db, person.id);
      const bounds = await boundsOf(db, actor.sessionId);
      const roles = await rolesWithin(db, all, bounds);
      const { kinds: factors } = await factorsOf(db, person.id);
      const mustEnrol = factors.length === 0 && all.some(needsSecondFactor);
      return { id: person.id, displayName, roles, aal: bounds.aal, mustEnrol, factors };
    });
  }
}

async function boundsOf(db: Db, sessionId: string | undefined): Promise<SessionBounds> {
  const [session] = await db.query<SessionBounds>(
    'SELECT aal, provider_of AS "providerOf" FROM session WHERE id = $1',
    [sessionId ?? null],
  );
  return session ?? { aal: 1, providerOf: null };
}
