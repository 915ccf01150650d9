import { randomUUID } from 'node:crypto';
import { visitBooked, type ListingId, type MembershipId } from '@opencircle/contracts';
import { Outbox } from '@opencircle/messaging';
import { Idempotency, Transactions, type Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { Group } from '../group/group.js';
import { Staff } from '../organization/staff.js';
import { PersonalFields, type Identity } from '../person/personal-fields.js';
import type { Person } from '../person/person.js';
import { StorePerson } from '../person/store-person.js';
import { bookableSession } from './bookable-session.js';
import { Consent, VISIT_WORDING } from './consent.js';
import { Membership } from './membership.js';
import { staffToTell } from './staff-to-tell.js';
import { Visit } from './visit.js';
import { booked } from './visit.events.js';
import { groupNotFound, visitsNotOffered } from './visit.errors.js';

export type VisitRequest = Identity & { listingId: ListingId; sessionStart: Date };
export type VisitReceipt = { id: string; listingId: ListingId; sessionStart: string; zone: string };

/**
 * Books one session for a visitor, who agreed to that by the form. The answer is the same whether the person was known,
 * had a password, or had booked this session before: who asks need not be who the address belongs to.
 */
@Injectable()
export class BookVisit {
  constructor(
    private readonly tx: Transactions,
    private readonly idempotency: Idempotency,
    private readonly fields: PersonalFields,
    private readonly storePerson: StorePerson,
    private readonly outbox: Outbox,
  ) {}

  run(request: VisitRequest, key: string | undefined, now = new Date()): Promise<VisitReceipt> {
    return this.tx.run((db) => {
      const keyed = key === undefined ? undefined : { scope: 'visits', key, request: this.fields.fingerprint(request) };
      return this.idempotency.once(db, keyed, () => this.book(db, request, now));
    });
  }

  private async book(db: Db, request: VisitRequest, now: Date): Promise<VisitReceipt> {
    const group = await db.findOne(Group, { listingId: request.listingId });
    if (group === null || (await isSuspended(db, group))) throw groupNotFound();
    if (!group.visitorsAllowed) throw visitsNotOffered();
    const session = bookableSession(group.series, request.sessionStart, now);
    const { person } = await this.storePerson.run(db, request, now);
    const membership = await this.membershipOf(db, person, group, now);
    const { visit, fresh } = await this.visitOf(db, membership, person, request, now);
    if (fresh) {
      await this.recordConsent(db, visit, membership, request.language);
      const staff = await db.find(Staff, { where: { organizationId: group.organizationId } });
      await this.outbox.add(
        db,
        visitBooked,
        membership.id,
        booked(membership, visit, staffToTell(staff, group.listingId)),
      );
    }
    return { id: visit.id, listingId: group.listingId, sessionStart: session.start, zone: session.zone };
  }

  /** Made or held in one statement: between two the purge could take it. */
  private async membershipOf(db: Db, person: Person, group: Group, now: Date): Promise<Membership> {
    await db.query(
      `INSERT INTO membership (id, person_id, listing_id, organization_id, state, since)
       VALUES ($1, $2, $3, $4, 'visiting', $5)
       ON CONFLICT (person_id, listing_id) DO UPDATE SET since = membership.since`,
      [randomUUID() as MembershipId, person.id, group.listingId, group.organizationId, now],
    );
    return db.lock(Membership, { personId: person.id, listingId: group.listingId });
  }

  /** The caller holds the membership's lock, so of two bookings at once the second finds the visit. */
  private async visitOf(db: Db, membership: Membership, person: Person, request: VisitRequest, now: Date) {
    const { sessionStart } = request;
    const known = await db.findOne(Visit, { membershipId: membership.id, sessionStart });
    if (known !== null) return { visit: known, fresh: false };
    const [visit] = await db.insert(Visit, {
      id: randomUUID(),
      membershipId: membership.id,
      listingId: membership.listingId,
      sessionStart,
      displayName: this.fields.sealName(person.dataKey, request.displayName),
      bookedAt: now,
    });
    return { visit: visit as Visit, fresh: true };
  }

  private async recordConsent(db: Db, visit: Visit, membership: Membership, language: string): Promise<void> {
    await db.insert(Consent, {
      id: randomUUID(),
      personId: membership.personId,
      purpose: 'attend-visit',
      wording: VISIT_WORDING,
      language,
      visitId: visit.id,
      givenAt: visit.bookedAt,
    });
  }
}

/** Nobody finds the groups of a suspended organization; who kept an address cannot book there either. */
async function isSuspended(db: Db, { organizationId }: Group): Promise<boolean> {
  const found = await db.query(`SELECT 1 FROM organization WHERE id = $1 AND state = 'suspended'`, [organizationId]);
  return found.length > 0;
}
