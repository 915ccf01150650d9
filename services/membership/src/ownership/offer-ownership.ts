import { Audit } from '@opencircle/audit';
import type { Actor } from '@opencircle/auth';
import { newId, type OrganizationId, type PersonId } from '@opencircle/contracts';
import { Transactions } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import { findOrganization } from '../organization/find-organization.js';
import { lockOrganization } from '../organization/lock-organization.js';
import { Staff } from '../organization/staff.js';
import { confirmedSession } from '../session/confirmed-session.js';
import { notStaff, offerNotFound, offerOpen } from './ownership.errors.js';
import { IS_OPEN, OFFER_DAYS, OwnershipOffer } from './ownership-offer.js';
import { offerViewOf, type OfferView } from './ownership-offer.view.js';

const DAY = 86_400_000;

/** An owner offers their place to somebody on the staff, or takes the offer back. Until it is accepted nothing changes. */
@Injectable()
export class OfferOwnership {
  constructor(
    private readonly tx: Transactions,
    private readonly audit: Audit,
  ) {}

  /** Throws `organization-not-found`, `confirm-first`, `not-staff`, `offer-open`. */
  run(organizationId: OrganizationId, toPerson: PersonId, by: Actor): Promise<OfferView> {
    return this.tx.run(async (db) => {
      await lockOrganization(db, organizationId, by, 'ownership.offer');
      const { personId: fromPerson } = await confirmedSession(db, by);
      const colleague = await db.findOne(Staff, { organizationId, personId: toPerson, role: Not('owner') });
      if (colleague === null || toPerson === fromPerson) throw notStaff();
      const open = await db.query(
        `SELECT 1 FROM ownership_offer WHERE organization_id = $1 AND from_person = $2 AND ${IS_OPEN}`,
        [organizationId, fromPerson],
      );
      if (open.length > 0) throw offerOpen();
      const offeredAt = new Date();
      const expiresAt = new Date(offeredAt.getTime() + OFFER_DAYS * DAY);
      const id = newId<string>();
      const offer: OwnershipOffer = { id, organizationId, fromPerson, toPerson, offeredAt, expiresAt, settledAt: null };
      await db.insert(OwnershipOffer, offer);
      await this.audit.record(db, {
        actor: by,
        action: 'ownership.offer',
        object: { kind: 'ownership-offer', id },
        organizationId,
        outcome: 'allowed',
        facts: { personId: toPerson },
      });
      return offerViewOf(offer);
    });
  }

  /** Any owner of the organization takes it back. Throws `organization-not-found`, `offer-not-found`. */
  cancel(organizationId: OrganizationId, id: string, by: Actor): Promise<void> {
    return this.tx.run(async (db) => {
      await findOrganization(db, organizationId, by, 'ownership.cancel');
      const settled = await db.query(
        `UPDATE ownership_offer SET settled_at = now() WHERE id = $1 AND organization_id = $2 AND ${IS_OPEN} RETURNING 1`,
        [id, organizationId],
      );
      if (settled.length === 0) throw offerNotFound();
      const object = { kind: 'ownership-offer', id };
      await this.audit.record(db, {
        actor: by,
        action: 'ownership.cancel',
        object,
        organizationId,
        outcome: 'allowed',
      });
    });
  }
}
