import { region } from '@opencircle/auth';
import { listingId, organizationId, personId } from '@opencircle/contracts';
import { z } from 'zod';
import { staffRole } from '../organization/staff.js';
import { platformRole } from '../person/platform-role.js';
import { isOpen, type Invitation } from './invitation.js';

const shared = {
  id: z.uuid(),
  email: z.string(),
  state: z.enum(['open', 'accepted', 'revoked', 'over']),
  invitedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
};

export const invitationView = z.object({
  ...shared,
  organizationId,
  role: staffRole,
  listingIds: z.array(listingId),
});
export type InvitationView = z.infer<typeof invitationView>;

/** `regions` and `organizationIds`: what a moderator is to be for. */
export const platformInvitationView = z.object({
  ...shared,
  role: platformRole,
  regions: z.array(region).optional(),
  organizationIds: z.array(organizationId).optional(),
});
export type PlatformInvitationView = z.infer<typeof platformInvitationView>;

export function invitationViewOf(invitation: Invitation, email: string): InvitationView {
  const { organizationId, role, listingIds } = invitation;
  return invitationView.parse({ ...sharedOf(invitation, email), organizationId, role, listingIds });
}

export function platformInvitationViewOf(invitation: Invitation, email: string): PlatformInvitationView {
  const { role, regions, organizationIds } = invitation;
  return platformInvitationView.parse({
    ...sharedOf(invitation, email),
    role,
    regions: regions ?? undefined,
    organizationIds: organizationIds ?? undefined,
  });
}

function sharedOf(invitation: Invitation, email: string): z.infer<z.ZodObject<typeof shared>> {
  const { id, invitedAt, expiresAt } = invitation;
  const times = { invitedAt: invitedAt.toISOString(), expiresAt: expiresAt.toISOString() };
  return { id, email, state: stateOf(invitation), ...times };
}

function stateOf(invitation: Invitation): InvitationView['state'] {
  if (isOpen(invitation)) return 'open';
  if (invitation.acceptedAt !== null) return 'accepted';
  return invitation.revokedAt === null ? 'over' : 'revoked';
}

/** What an invitation says to whoever holds its secret. */
export const heldInvitation = z.object({
  /** Null: the role is on the whole platform. */
  organizationName: z.string().nullable(),
  role: z.enum([...staffRole.options, ...platformRole.options]),
  email: z.string(),
  /** Whether accepting it must choose a name and a password. */
  needsAccount: z.boolean(),
  /** Whether the role is of use with a second factor only, so that the password may be shorter. */
  needsSecondFactor: z.boolean(),
  expiresAt: z.iso.datetime(),
});
export type HeldInvitation = z.infer<typeof heldInvitation>;

/** What accepting came to: a role in an organization, or, without one, on the platform. */
export const acceptedInvitation = z.object({
  personId,
  organizationId: organizationId.nullable(),
  role: heldInvitation.shape.role,
});
export type AcceptedInvitation = z.infer<typeof acceptedInvitation>;
