import { organizationId, personId } from '@opencircle/contracts';
import { z } from 'zod';
import type { OwnershipOffer } from './ownership-offer.js';

export const offerView = z.object({
  id: z.uuid(),
  organizationId,
  fromPersonId: personId,
  toPersonId: personId,
  offeredAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type OfferView = z.infer<typeof offerView>;

/** With what whoever was offered decides by. */
export const receivedOffer = offerView.extend({ organizationName: z.string(), fromName: z.string() });
export type ReceivedOffer = z.infer<typeof receivedOffer>;

export function offerViewOf(offer: OwnershipOffer): OfferView {
  const { id, organizationId, fromPerson, toPerson, offeredAt, expiresAt } = offer;
  return {
    id,
    organizationId,
    fromPersonId: fromPerson,
    toPersonId: toPerson,
    offeredAt: offeredAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}
