import { listingId, organizationId, personId } from '@opencircle/contracts';
import { z } from 'zod';
import { staffRole, type Staff } from './staff.js';

export const staffView = z.object({
  organizationId,
  personId,
  role: staffRole,
  listingIds: z.array(listingId),
  grantedAt: z.iso.datetime(),
});
export type StaffView = z.infer<typeof staffView>;

/** With the name that colleagues know the person by. */
export const namedStaffView = staffView.extend({ displayName: z.string() });
export type NamedStaffView = z.infer<typeof namedStaffView>;

export function staffViewOf({ organizationId, personId, role, listingIds, grantedAt }: Staff): StaffView {
  return { organizationId, personId, role, listingIds, grantedAt: grantedAt.toISOString() };
}
