import { isDeepStrictEqual } from 'node:util';
import { Audit } from '@opencircle/audit';
import { policy, type Actor } from '@opencircle/auth';
import type { OrganizationId, PersonId } from '@opencircle/contracts';
import { Transactions, type Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Organization } from '../organization/organization.js';
import { RevokeAccess } from '../session/revoke-access.js';
import { hasAccount } from './has-account.js';
import { unknownOrganization, unknownPerson } from './person.errors.js';
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
      await demandKnown(db, grant.organizationIds ?? []);
      if (!(await this.store(db, personId, grant))) return;
      const { role, regions, organizationIds } = grant;
      await this.audit.record(db, {
        actor: by,
        action: 'platform-role.grant',
        object: { kind: 'person', id: personId },
        outcome: 'allowed',
        facts: { role, regions, organizationIds },
      });
    });
  }

  /** Whether anything changed. Holds the person's row, so that two grants at once are one after the other. */
  private async store(db: Db, personId: PersonId, grant: PlatformGrant): Promise<boolean> {
    const { role } = grant;
    const scope = scopeOf(grant);
    await db.lock(Person, { id: personId });
    const held = await db.findOne(PlatformRole, { personId, role });
    if (held === null) {
      await db.insert(PlatformRole, { personId, role, ...scope, grantedAt: new Date() });
      return true;
    }
    const { regions, organizationIds } = held;
    if (isDeepStrictEqual({ regions, organizationIds }, scope)) return false;
    await db.update(Object.assign(held, scope), 'regions', 'organizationIds');
    await this.revokeAccess.run(db, personId, 'role-changed');
    return true;
  }
}

async function demandKnown(db: Db, ids: readonly OrganizationId[]): Promise<void> {
  const known = new Set((await db.find(Organization, { where: { id: In([...ids]) } })).map(({ id }) => id));
  const unknown = ids.flatMap((id, index) => (known.has(id) ? [] : [index]));
  if (unknown.length > 0) throw unknownOrganization(unknown);
}
