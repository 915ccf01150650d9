import { isDeepStrictEqual } from 'node:util';
import { Audit } from '@opencircle/audit';
import { policy, type Actor } from '@opencircle/auth';
import type { PersonId } from '@opencircle/contracts';
import { Transactions, type Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { RevokeAccess } from '../session/revoke-access.js';
import { demandOrganizations } from './demand-organizations.js';
import { hasAccount } from './has-account.js';
import { unknownPerson } from './person.errors.js';
import { Person } from './person.js';
import { scopeOf, type PlatformGrant } from './platform-grant.js';
import { PlatformRole } from './platform-role.js';

/**
 * Gives a person with an account a role over the whole platform; it stands in their next token. Given again, a moderator's
 * regions and organizations are those of the new grant, and tokens that name others are refused within seconds.
 */
@Injectable()
export class GrantPlatformRole {
  constructor(
    private readonly tx: Transactions,
    private readonly revokeAccess: RevokeAccess,
    private readonly audit: Audit,
  ) {}

  /** What is held as it is given does nothing. Throws `unknown-person`, `unknown-organization`. */
  run(personId: PersonId, grant: PlatformGrant, by: Actor): Promise<void> {
    policy.demand(by, 'platform-role.grant');
    return this.tx.run(async (db) => {
      if (!(await hasAccount(db, personId))) throw unknownPerson();
      await demandOrganizations(db, grant.organizationIds ?? []);
      const { role } = grant;
      const { regions, organizationIds } = scopeOf(grant);
      if (!(await this.store(db, { personId, role, regions, organizationIds }))) return;
      await this.audit.record(db, {
        actor: by,
        action: 'platform-role.grant',
        object: { kind: 'person', id: personId },
        outcome: 'allowed',
        facts: { role, regions: regions ?? undefined, organizationIds: organizationIds ?? undefined },
      });
    });
  }

  /**
   * In the caller's transaction; whether anything changed. Holds the person's row, so that two grants at once are one after
   * the other.
   */
  async store(db: Db, grant: Omit<PlatformRole, 'grantedAt'>): Promise<boolean> {
    const { personId, role, regions, organizationIds } = grant;
    await db.lock(Person, { id: personId });
    const held = await db.findOne(PlatformRole, { personId, role });
    if (held === null) {
      await db.insert(PlatformRole, { ...grant, grantedAt: new Date() });
      return true;
    }
    if (isDeepStrictEqual([held.regions, held.organizationIds], [regions, organizationIds])) return false;
    await db.update(Object.assign(held, { regions, organizationIds }), 'regions', 'organizationIds');
    await this.revokeAccess.run(db, personId, 'role-changed');
    return true;
  }
}
