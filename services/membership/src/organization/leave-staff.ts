import { policy, Unauthenticated, type Actor } from '@opencircle/auth';
import type { OrganizationId } from '@opencircle/contracts';
import { Transactions } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { EndStaff } from './end-staff.js';
import { organizationNotFound } from './organization.errors.js';
import { Organization } from './organization.js';
import { Staff } from './staff.js';

/** Whoever acts for an organization leaves it, with every role there. */
@Injectable()
export class LeaveStaff {
  constructor(
    private readonly tx: Transactions,
    private readonly endStaff: EndStaff,
  ) {}

  /** Throws `organization-not-found` to who has no role there, `last-owner`. */
  async run(organizationId: OrganizationId, by: Actor): Promise<void> {
    if (by.kind !== 'person') throw new Unauthenticated('invalid-token', 'a person leaves');
    policy.demand(by, 'staff.leave', { personId: by.id });
    await this.tx.run(async (db) => {
      const held = { where: { organizationId, personId: by.id }, order: { role: 'ASC' } } as const;
      if ((await db.find(Staff, held)).length === 0) throw organizationNotFound();
      // A colleague, but no longer one who may write the organization's row.
      await db.asSystem(() => db.lock(Organization, { id: organizationId }));
      for (const staff of await db.find(Staff, held)) await this.endStaff.recorded(db, staff, 'staff.leave', by);
    });
  }
}
