import type { PersonInvited } from '@opencircle/contracts';
import type { Invitation } from './invitation.js';

/** Opaque ids alone: neither the address nor the secret leaves in an event. */
export function invited({ id, personId, invitedAt, expiresAt }: Invitation): PersonInvited {
  return { personId, invitationId: id, invitedAt: invitedAt.toISOString(), expiresAt: expiresAt.toISOString() };
}
