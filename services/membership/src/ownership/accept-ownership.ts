import { Audit } from '@opencircle/audit';
import { policy, Unauthenticated, type Actor } from '@opencircle/auth';
import { Transactions, type Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { EndStaff } from '../organization/end-staff.js';
import { GrantStaff } from '../organization/grant-staff.js';
import { Organization } from '../organization/organization.js';
import { Staff } from '../organization/staff.js';
import { confirmedSession } from '../session/confirmed-session.js';
import { offerNotFound } from './ownership.errors.js';
import { OwnershipOffer } from './ownership-offer.js';
import { offerViewOf, type OfferView } from './ownership-offer.view.js';

/** The one to whom an organization was offered takes it over: they are owner, and who offered is manager from then on. */
@Injectable()
export class AcceptOwnership {
  constructor(
    private readonly tx: Transactions,
    private readonly audit: Audit,
    private readonly grantStaff: GrantStaff,
    private readonly endStaff: EndStaff,
  ) {}

  /** Throws `offer-not-found`, also when who offered is no owner any more; `confirm-first`; `organization-suspended`: the offer stays. */
  run(id: string, by: Actor): Promise<OfferView> {
    if (by.kind !== 'person') throw new Unauthenticated('invalid-token', 'a person takes over');
    const toPerson = by.id;
    return this.tx.run(async (db) => {
      const offer = await db.findOne(OwnershipOffer, { id, toPerson });
      if (offer === null) throw offerNotFound();
      await confirmedSession(db, by);
      // The new owner has no power over the organization yet; the offer is what lets them.
      return db.asSystem(() => this.transfer(db, offer, by));
    });
  }

  /** The organization has an owner at every moment: the new one comes before the old one goes. */
  private async transfer(
    db: Db,
    { id, organizationId, fromPerson, toPerson }: OwnershipOffer,
    by: Actor,
  ): Promise<OfferView> {
    const { state: organizationState } = await db.lock(Organization, { id: organizationId });
    const offer = await db.lock(OwnershipOffer, { id });
    const old = await db.findOne(Staff, { organizationId, personId: fromPerson, role: 'owner' });
    const stays = await db.findOne(Staff, { organizationId, personId: toPerson });
    if (!isOpen(offer) || old === null || stays === null) throw offerNotFound();
    policy.demand(by, 'ownership.accept', { personId: toPerson, organizationState });
    offer.settledAt = new Date();
    await db.update(offer, 'settledAt');
    const place = { organizationId, listingIds: [] };
    await this.grantStaff.store(db, { ...place, personId: toPerson, role: 'owner' });
    await this.endStaff.run(db, old);
    await this.grantStaff.store(db, { ...place, personId: fromPerson, role: 'manager' });
    await this.audit.record(db, {
      actor: by,
      action: 'ownership.accept',
      object: { kind: 'ownership-offer', id },
      organizationId,
      outcome: 'allowed',
      facts: { personIds: [fromPerson, toPerson] },
    });
    return offerViewOf(offer);
  }
}

function isOpen({ settledAt, expiresAt }: OwnershipOffer): boolean {
  return settledAt === null && expiresAt.getTime() > Date.now();
}
