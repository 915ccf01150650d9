import { Audit } from '@opencircle/audit';
import { policy, type Actor } from '@opencircle/auth';
import type { PersonId } from '@opencircle/contracts';
import { Transactions } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { endInvitationsBy } from '../invitation/end-invitations.js';
import { RevokeAccess } from '../session/revoke-access.js';
import { keepAnAdmin } from './keep-an-admin.js';
import { roleNotHeld } from './person.errors.js';
import type { PlatformRoleName } from './platform-role.js';

/** Takes a role over the platform from a person; tokens that still name it are refused within seconds. */
@Injectable()
export class RevokePlatformRole {
  constructor(
    private readonly tx: Transactions,
    private readonly revokeAccess: RevokeAccess,
    private readonly audit: Audit,
  ) {}

  /** Throws `role-not-held`, `last-admin`. */
  run(personId: PersonId, role: PlatformRoleName, by: Actor): Promise<void> {
    policy.demand(by, 'platform-role.revoke');
    return this.tx.run(async (db) => {
      if (role === 'admin') await keepAnAdmin(db, personId);
      const gone = await db.query(
        `WITH gone AS (DELETE FROM platform_role WHERE person_id = $1 AND role = $2 RETURNING 1) SELECT 1 FROM gone`,
        [personId, role],
      );
      if (gone.length === 0) throw roleNotHeld();
      if (role === 'admin') await endInvitationsBy(db, personId, 'platform');
      await this.revokeAccess.run(db, personId, 'role-revoked');
      const object = { kind: 'person', id: personId };
      const entry = { actor: by, action: 'platform-role.revoke', object, outcome: 'allowed', facts: { role } } as const;
      await this.audit.record(db, entry);
    });
  }
}
