import type { Actor } from '@opencircle/auth';
import { staffRevoked, type OrganizationId, type PersonId } from '@opencircle/contracts';
import { Outbox } from '@opencircle/messaging';
import { Transactions, type Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { RevokeAccess } from '../session/revoke-access.js';
import { findOrganization } from './find-organization.js';
import { lastOwner, staffNotFound } from './organization.errors.js';
import { revoked } from './organization.events.js';
import { Organization } from './organization.js';
import { Staff, type StaffRole } from './staff.js';

export type Revocation = { organizationId: OrganizationId; personId: PersonId; role: StaffRole };

/** Ends that a person acts for an organization in this role; tokens that still say so are refused within seconds. */
@Injectable()
export class RevokeStaff {
  constructor(
    private readonly tx: Transactions,
    private readonly outbox: Outbox,
    private readonly revokeAccess: RevokeAccess,
  ) {}

  /** Throws `organization-not-found`, `role-not-held`, `last-owner`. Only an admin takes ownership away. */
  async run({ organizationId, personId, role }: Revocation, by: Actor): Promise<void> {
    await this.tx.run(async (db) => {
      await findOrganization(db, organizationId, by, 'staff.revoke', `role:${role}`);
      await db.lock(Organization, { id: organizationId });
      const staff = await db.findOne(Staff, { organizationId, personId, role });
      if (staff === null) throw staffNotFound();
      if (role === 'owner') await this.keepAnOwner(db, staff);
      await db.query('DELETE FROM staff WHERE organization_id = $1 AND person_id = $2 AND role = $3', [
        organizationId,
        personId,
        role,
      ]);
      await this.outbox.add(db, staffRevoked, organizationId, revoked(staff, new Date()));
      await this.revokeAccess.run(db, personId, 'role-revoked');
    });
  }

  /** The organization's row is held: nobody else goes at the same time. */
  private async keepAnOwner(db: Db, { organizationId, personId }: Staff): Promise<void> {
    const others = await db.query(
      `SELECT 1 FROM staff s JOIN person p ON p.id = s.person_id
       WHERE s.organization_id = $1 AND s.role = 'owner' AND s.person_id <> $2 AND p.disabled_at IS NULL LIMIT 1`,
      [organizationId, personId],
    );
    if (others.length === 0) throw lastOwner();
  }
}
