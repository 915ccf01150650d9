import type {
  OrganizationId,
  OrganizationMoved,
  OrganizationRegistered,
  OrganizationRenamed,
  OrganizationSuspended,
  OrganizationVerified,
  StaffGranted,
  StaffRevoked,
} from '@opencircle/contracts';
import type { Organization } from './organization.js';
import type { Staff } from './staff.js';

export function registered(organization: Organization): OrganizationRegistered {
  return {
    organizationId: organization.id,
    name: organization.name,
    kind: organization.kind,
    parentId: organization.parentId,
    registeredAt: organization.registeredAt.toISOString(),
  };
}

export function moved({ id, parentId }: Organization, at: Date): OrganizationMoved {
  return { organizationId: id, parentId, movedAt: at.toISOString() };
}

export function renamed({ id, name }: Organization, at: Date): OrganizationRenamed {
  return { organizationId: id, name, renamedAt: at.toISOString() };
}

export function verified(organizationId: OrganizationId, at: Date): OrganizationVerified {
  return { organizationId, verifiedAt: at.toISOString() };
}

export function suspended(organizationId: OrganizationId, at: Date): OrganizationSuspended {
  return { organizationId, suspendedAt: at.toISOString() };
}

/** Carries all groups of a facilitator, not only the added ones. */
export function granted(staff: Staff): StaffGranted {
  return {
    organizationId: staff.organizationId,
    personId: staff.personId,
    role: staff.role,
    listingIds: staff.listingIds,
    grantedAt: staff.grantedAt.toISOString(),
  };
}

export function revoked({ organizationId, personId, role }: Staff, at: Date): StaffRevoked {
  return { organizationId, personId, role, revokedAt: at.toISOString() };
}
