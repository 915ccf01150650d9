import { Audit } from '@opencircle/audit';
import type { Actor } from '@opencircle/auth';
import type { OrganizationId } from '@opencircle/contracts';
import { Transactions } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { findOrganization } from '../organization/find-organization.js';
import { invitationNotFound } from './invitation.errors.js';
import { IS_OPEN } from './invitation.js';

/** Takes an invitation back: the link that was mailed does not work from now on. */
@Injectable()
export class RevokeInvitation {
  constructor(
    private readonly tx: Transactions,
    private readonly audit: Audit,
  ) {}

  /** Throws `organization-not-found`, `invitation-not-found` (also when it is not open any more). */
  run(organizationId: OrganizationId, id: string, by: Actor): Promise<void> {
    return this.tx.run(async (db) => {
      await findOrganization(db, organizationId, by, 'invitation.revoke');
      const revoked = await db.query(
        `UPDATE invitation SET revoked_at = now() WHERE id = $1 AND organization_id = $2 AND ${IS_OPEN} RETURNING 1`,
        [id, organizationId],
      );
      if (revoked.length === 0) throw invitationNotFound();
      const object = { kind: 'invitation', id };
      await this.audit.record(db, {
        actor: by,
        action: 'invitation.revoke',
        object,
        organizationId,
        outcome: 'allowed',
      });
    });
  }
}
