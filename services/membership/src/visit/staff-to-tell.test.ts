import { newId, type ListingId, type OrganizationId, type PersonId } from '@opencircle/contracts';
import type { Staff, StaffRole } from '../organization/staff.js';
import { staffToTell } from './staff-to-tell.js';

const group = newId<ListingId>();
const organizationId = newId<OrganizationId>();
let minute = 0;

function staff(role: StaffRole, listingIds: ListingId[] = []): Staff {
  return { organizationId, personId: newId<PersonId>(), role, listingIds, grantedAt: new Date(60_000 * minute++) };
}

describe('staffToTell', () => {
  const owner = staff('owner');
  const manager = staff('manager');
  const named = staff('facilitator', [newId<ListingId>(), group]);
  const elsewhere = staff('facilitator', [newId<ListingId>()]);

  it.each<[string, Staff[], Staff[]]>([
    ['the facilitators named for the group', [owner, manager, named, elsewhere], [named]],
    ['the managers where no facilitator is named for it', [owner, manager, elsewhere], [manager]],
    ['the owners where there is no manager either', [owner, elsewhere], [owner]],
    ['nobody where there is no staff', [], []],
  ])('tells %s', (_who, all, told) => {
    expect(staffToTell(all, group)).toEqual(told.map((one) => one.personId));
  });

  it('tells the twenty who have served longest at most', () => {
    const many = Array.from({ length: 25 }, () => staff('manager'));
    expect(staffToTell(many.toReversed(), group)).toEqual(many.slice(0, 20).map((one) => one.personId));
  });
});
