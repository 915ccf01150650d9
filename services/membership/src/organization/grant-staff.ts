import { Audit } from '@opencircle/audit';
import type { Actor } from '@opencircle/auth';
import { staffGranted, type ListingId, type OrganizationId, type PersonId } from '@opencircle/contracts';
import { Outbox } from '@opencircle/messaging';
import { Idempotency, Transactions, type Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { Person } from '../person/person.js';
import { lockOrganization } from './lock-organization.js';
import { personNotFound } from './organization.errors.js';
import { granted } from './organization.events.js';
import { Organization } from './organization.js';
import { Staff, type StaffRole } from './staff.js';
import { staffViewOf, type StaffView } from './staff.view.js';

export type Grant = { organizationId: OrganizationId; personId: PersonId; role: StaffRole; listingIds: ListingId[] };

/** Lets a person act for an organization. Granting a facilitator again adds groups; what was granted stays. */
@Injectable()
export class GrantStaff {
  constructor(
    private readonly tx: Transactions,
    private readonly idempotency: Idempotency,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  /** Only an admin names owners: between people, ownership moves by an accepted transfer alone. */
  run(grant: Grant, by: Actor, key: { scope: string; key: string } | undefined): Promise<StaffView> {
    return this.tx.run(async (db) => {
      await lockOrganization(db, grant.organizationId, by, 'staff.grant', `role:${grant.role}`);
      return this.idempotency.once(db, key && { ...key, request: grant }, async () => {
        const staff = await this.store(db, grant);
        await this.audit.record(db, {
          actor: by,
          action: 'staff.grant',
          object: { kind: 'organization', id: grant.organizationId },
          organizationId: grant.organizationId,
          outcome: 'allowed',
          facts: { personId: grant.personId, role: grant.role },
        });
        return staff;
      });
    });
  }

  /** In the caller's transaction. The organization's row is locked, so its events stand in the order of the grants. */
  async store(db: Db, grant: Grant): Promise<StaffView> {
    const { organizationId, personId, role } = grant;
    await db.lock(Organization, { id: organizationId });
    // Whoever is to become staff is not yet anybody's whom the owner sees.
    const person = await db.asSystem(() => db.findOne(Person, { id: personId }));
    if (person === null) throw personNotFound();
    const known = await db.findOne(Staff, { organizationId, personId, role });
    const listingIds = [...new Set([...(known?.listingIds ?? []), ...grant.listingIds])];
    if (known !== null && listingIds.length === known.listingIds.length) return staffViewOf(known);
    const grantedAt = known?.grantedAt ?? new Date();
    const staff = Object.assign(new Staff(), { organizationId, personId, role, listingIds, grantedAt });
    await db.save(staff);
    await this.outbox.add(db, staffGranted, organizationId, granted(staff));
    return staffViewOf(staff);
  }
}
