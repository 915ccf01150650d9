import type { PersonId, PersonLinkRequested } from '@opencircle/contracts';
import type { OpenLink } from './sort-mail-links.js';

/** Opaque ids alone: neither the address nor the link's secret leaves in an event. */
export function linkRequested(
  { id, purpose, requestedAt, expiresAt }: OpenLink,
  personId: PersonId,
): PersonLinkRequested {
  return {
    personId,
    linkId: id,
    purpose,
    requestedAt: requestedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}
