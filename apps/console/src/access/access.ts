import type { Role, RoleGrant } from '../api/types.js';

const moderators: Role[] = ['moderator', 'lead-moderator'];
const organizationStaff: Role[] = ['owner', 'manager'];
const readers: Role[] = ['admin', ...moderators, ...organizationStaff, 'facilitator'];

/**
 * Who sees what in the console: the rows of libs/auth's policy table that have a screen. The services decide again
 * for themselves; this only spares people dead ends.
 */
export const accessTable: Record<string, Record<string, Role[]>> = {
  cases: { list: moderators, show: moderators, decide: moderators },
  listings: { list: readers, show: readers, submit: organizationStaff },
  imports: { list: organizationStaff, show: organizationStaff, create: organizationStaff },
  visits: { list: [...organizationStaff, 'facilitator'] },
  ops: { list: ['ops', 'admin'] },
};

export function canAccess(grants: RoleGrant[], resource: string, action: string): boolean {
  const roles = accessTable[resource]?.[action] ?? [];
  return grants.some((grant) => roles.includes(grant.role));
}

/** The organizations that a person may act for, in the order granted. */
export function ownOrganizations(grants: RoleGrant[]): string[] {
  const ids = grants
    .filter((grant) => organizationStaff.includes(grant.role))
    .flatMap((grant) => (grant.organizationId ? [grant.organizationId] : []));
  return [...new Set(ids)];
}
