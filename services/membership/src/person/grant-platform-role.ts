import { Audit } from '@opencircle/audit';
import { policy, type Actor } from '@opencircle/auth';
import type { PersonId } from '@opencircle/contracts';
import { Transactions } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { hasAccount } from './has-account.js';
import { unknownPerson } from './person.errors.js';
import { PlatformRole, type PlatformRoleName } from './platform-role.js';

/** Gives a person with an account a role over the whole platform; it stands in their next token. */
@Injectable()
export class GrantPlatformRole {
  constructor(
    private readonly tx: Transactions,
    private readonly audit: Audit,
  ) {}

  /** Throws `unknown-person`. */
  run(personId: PersonId, role: PlatformRoleName, by: Actor): Promise<void> {
    policy.demand(by, 'platform-role.grant');
    return this.tx.run(async (db) => {
      if (!(await hasAccount(db, personId))) throw unknownPerson();
      if ((await db.findOne(PlatformRole, { personId, role })) !== null) return;
      await db.insert(PlatformRole, { personId, role, grantedAt: new Date() });
      const object = { kind: 'person', id: personId };
      const entry = { actor: by, action: 'platform-role.grant', object, outcome: 'allowed', facts: { role } } as const;
      await this.audit.record(db, entry);
    });
  }
}
