import type { Actor } from '@opencircle/auth';
import type { OrganizationId, PersonId } from '@opencircle/contracts';
import { Transactions } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { EndStaff } from './end-staff.js';
import { findOrganization } from './find-organization.js';
import { staffNotFound } from './organization.errors.js';
import { Organization } from './organization.js';
import { Staff, type StaffRole } from './staff.js';

export type Revocation = { organizationId: OrganizationId; personId: PersonId; role: StaffRole };

/** Ends that a person acts for an organization in this role. */
@Injectable()
export class RevokeStaff {
  constructor(
    private readonly tx: Transactions,
    private readonly endStaff: EndStaff,
  ) {}

  /** Throws `organization-not-found`, `role-not-held`, `last-owner`. Only an admin takes ownership away. */
  async run({ organizationId, personId, role }: Revocation, by: Actor): Promise<void> {
    await this.tx.run(async (db) => {
      await findOrganization(db, organizationId, by, 'staff.revoke', `role:${role}`);
      await db.lock(Organization, { id: organizationId });
      const staff = await db.findOne(Staff, { organizationId, personId, role });
      if (staff === null) throw staffNotFound();
      await this.endStaff.recorded(db, staff, 'staff.revoke', by);
    });
  }
}
