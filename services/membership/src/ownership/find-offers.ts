import { policy, Unauthenticated, type Actor } from '@opencircle/auth';
import type { OrganizationId } from '@opencircle/contracts';
import { Transactions, type Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan } from 'typeorm';
import { findOrganization } from '../organization/find-organization.js';
import { Organization } from '../organization/organization.js';
import { Person } from '../person/person.js';
import { PersonalFields } from '../person/personal-fields.js';
import { OwnershipOffer } from './ownership-offer.js';
import { offerViewOf, type OfferView, type ReceivedOffer } from './ownership-offer.view.js';

/** Open offers, newest first: an organization's, and those to whoever asks. */
@Injectable()
export class FindOffers {
  constructor(
    private readonly tx: Transactions,
    private readonly fields: PersonalFields,
  ) {}

  /** Throws `organization-not-found`, Forbidden. */
  of(organizationId: OrganizationId, by: Actor): Promise<OfferView[]> {
    return this.tx.read(async (db) => {
      await findOrganization(db, organizationId, by, 'ownership.read');
      return (await openOffers(db, { organizationId })).map(offerViewOf);
    });
  }

  to(by: Actor): Promise<ReceivedOffer[]> {
    if (by.kind !== 'person') throw new Unauthenticated('invalid-token', 'a person is offered');
    policy.demand(by, 'me.offers.list', { personId: by.id });
    return this.tx.read(async (db) => {
      const offers = await openOffers(db, { toPerson: by.id });
      // An offer tells whom and what it is of, also to a facilitator, who does not see the whole team.
      return db.asSystem(() => this.named(db, offers));
    });
  }

  private async named(db: Db, offers: OwnershipOffer[]): Promise<ReceivedOffer[]> {
    const organizations = await db.find(Organization, {
      where: { id: In(offers.map(({ organizationId }) => organizationId)) },
    });
    const people = await db.find(Person, { where: { id: In(offers.map(({ fromPerson }) => fromPerson)) } });
    const names = new Map(organizations.map(({ id, name }) => [id, name]));
    const called = new Map(people.map((person) => [person.id, this.fields.openProfile(person).displayName]));
    return offers.map((offer) => ({
      ...offerViewOf(offer),
      organizationName: names.get(offer.organizationId) ?? '',
      fromName: called.get(offer.fromPerson) ?? '',
    }));
  }
}

function openOffers(
  db: Db,
  of: Partial<Pick<OwnershipOffer, 'organizationId' | 'toPerson'>>,
): Promise<OwnershipOffer[]> {
  return db.find(OwnershipOffer, {
    where: { ...of, settledAt: IsNull(), expiresAt: MoreThan(new Date()) },
    order: { offeredAt: 'DESC' },
  });
}
