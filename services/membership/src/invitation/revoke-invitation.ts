import { Audit } from '@opencircle/audit';
import { policy, type Action, type Actor } from '@opencircle/auth';
import type { OrganizationId } from '@opencircle/contracts';
import { Transactions, type Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { findOrganization } from '../organization/find-organization.js';
import { invitationNotFound } from './invitation.errors.js';
import { IS_OPEN } from './invitation.js';

type Revoked = { id: string; organizationId: OrganizationId | null; action: Action };

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
      await this.revoke(db, { id, organizationId, action: 'invitation.revoke' }, by);
    });
  }

  /** Throws `invitation-not-found`. */
  toPlatform(id: string, by: Actor): Promise<void> {
    policy.demand(by, 'platform-invitation.revoke');
    return this.tx.run((db) => this.revoke(db, { id, organizationId: null, action: 'platform-invitation.revoke' }, by));
  }

  private async revoke(db: Db, { id, organizationId, action }: Revoked, by: Actor): Promise<void> {
    const revoked = await db.query(
      `UPDATE invitation SET revoked_at = now()
       WHERE id = $1 AND organization_id IS NOT DISTINCT FROM $2 AND ${IS_OPEN} RETURNING 1`,
      [id, organizationId],
    );
    if (revoked.length === 0) throw invitationNotFound();
    const object = { kind: 'invitation', id };
    await this.audit.record(db, {
      actor: by,
      action,
      object,
      organizationId: organizationId ?? undefined,
      outcome: 'allowed',
    });
  }
}
