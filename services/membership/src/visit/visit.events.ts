import type { PersonId, VisitBooked } from '@opencircle/contracts';
import type { Membership } from './membership.js';
import type { Visit } from './visit.js';

/** Opaque ids only: neither the name nor the address of the visitor travels. */
export function booked(membership: Membership, visit: Visit, facilitatorIds: PersonId[]): VisitBooked {
  return {
    membershipId: membership.id,
    personId: membership.personId,
    listingId: membership.listingId,
    organizationId: membership.organizationId,
    sessionStart: visit.sessionStart.toISOString(),
    facilitatorIds,
    bookedAt: visit.bookedAt.toISOString(),
  };
}
