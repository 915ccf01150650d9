import type { ListingId, PersonId } from '@opencircle/contracts';
import type { Staff } from '../organization/staff.js';

/** As many as the event carries. */
const MOST = 20;

/** The facilitators named for the group; where there are none the managers, and failing these the owners. */
export function staffToTell(staff: readonly Staff[], listingId: ListingId): PersonId[] {
  const of = (role: Staff['role']): Staff[] => staff.filter((one) => one.role === role);
  const facilitators = of('facilitator').filter((one) => one.listingIds.includes(listingId));
  const told = [facilitators, of('manager'), of('owner')].find((some) => some.length > 0) ?? [];
  return told
    .toSorted((a, b) => a.grantedAt.getTime() - b.grantedAt.getTime())
    .slice(0, MOST)
    .map((one) => one.personId);
}
