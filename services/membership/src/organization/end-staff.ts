import { Audit } from '@opencircle/audit';
import type { Actor } from '@opencircle/auth';
import { staffRevoked } from '@opencircle/contracts';
import { Outbox } from '@opencircle/messaging';
import type { Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { endInvitationsBy } from '../invitation/end-invitations.js';
import { RevokeAccess } from '../session/revoke-access.js';
import { keepAnOwner } from './keep-an-owner.js';
import { revoked } from './organization.events.js';
import type { Staff } from './staff.js';

/** Takes a role in an organization from a person; tokens that still say so are refused within seconds. */
@Injectable()
export class EndStaff {
  constructor(
    private readonly outbox: Outbox,
    private readonly revokeAccess: RevokeAccess,
    private readonly audit: Audit,
  ) {}

  /** Whoever goes leaves an owner behind, and the audit log says who ended it. Throws `last-owner`. Called as `run`. */
  async recorded(db: Db, staff: Staff, action: 'staff.leave' | 'staff.revoke', by: Actor): Promise<void> {
    const { organizationId, personId, role } = staff;
    if (role === 'owner') await keepAnOwner(db, staff);
    await this.run(db, staff);
    await this.audit.record(db, {
      actor: by,
      action,
      object: { kind: 'organization', id: organizationId },
      organizationId,
      outcome: 'allowed',
      facts: { personId, role },
    });
  }

  /** In the caller's transaction, which holds the organization's row. Invitations that the person sent end as well. */
  async run(db: Db, staff: Staff): Promise<void> {
    const { organizationId, personId, role } = staff;
    // Who leaves may not write what is the organization's otherwise.
    await db.asSystem(() =>
      db.query('DELETE FROM staff WHERE organization_id = $1 AND person_id = $2 AND role = $3', [
        organizationId,
        personId,
        role,
      ]),
    );
    await endInvitationsBy(db, personId, organizationId);
    await this.outbox.add(db, staffRevoked, organizationId, revoked(staff, new Date()));
    await this.revokeAccess.run(db, personId, 'role-revoked');
  }
}
