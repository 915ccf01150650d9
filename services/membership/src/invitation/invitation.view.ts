import { listingId, organizationId } from '@opencircle/contracts';
import { z } from 'zod';
import { staffRole } from '../organization/staff.js';
import { isOpen, type Invitation } from './invitation.js';

export const invitationView = z.object({
  id: z.uuid(),
  organizationId,
  role: staffRole,
  listingIds: z.array(listingId),
  email: z.string(),
  state: z.enum(['open', 'accepted', 'revoked', 'over']),
  invitedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type InvitationView = z.infer<typeof invitationView>;

export function invitationViewOf(invitation: Invitation, email: string): InvitationView {
  const { id, organizationId, role, listingIds, invitedAt, expiresAt } = invitation;
  const times = { invitedAt: invitedAt.toISOString(), expiresAt: expiresAt.toISOString() };
  return { id, organizationId, role, listingIds, email, state: stateOf(invitation), ...times };
}

function stateOf(invitation: Invitation): InvitationView['state'] {
  if (isOpen(invitation)) return 'open';
  if (invitation.acceptedAt !== null) return 'accepted';
  return invitation.revokedAt === null ? 'over' : 'revoked';
}

/** What an invitation says to whoever holds its secret. */
export const heldInvitation = z.object({
  organizationName: z.string(),
  role: staffRole,
  email: z.string(),
  /** Whether accepting it must choose a name and a password. */
  needsAccount: z.boolean(),
  /** Whether the role is of use with a second factor only, so that the password may be shorter. */
  needsSecondFactor: z.boolean(),
  expiresAt: z.iso.datetime(),
});
export type HeldInvitation = z.infer<typeof heldInvitation>;
