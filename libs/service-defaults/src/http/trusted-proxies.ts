import type { BaseEnvironment } from '../environment.js';
import { addressesIn, isInsideAddress } from './inside-address.js';

/** Whose `X-Forwarded-For` is believed, as Fastify asks it: nobody's, these addresses' and ranges', or by how far away they are. */
export type TrustedProxies = false | string[] | ((address: string, hop: number) => boolean);

/**
 * At the edge the proxies that the operator names, however many stand in a row; in a service the gateway and the finder, who
 * connect themselves and write one visitor's address.
 */
export function trustedProxies(isEdge: boolean, { TRUSTED_PROXIES, INSIDE_NETWORKS }: BaseEnvironment): TrustedProxies {
  if (isEdge) return TRUSTED_PROXIES !== undefined && TRUSTED_PROXIES.length > 0 && TRUSTED_PROXIES;
  const isInside = INSIDE_NETWORKS === undefined ? isInsideAddress : addressesIn(INSIDE_NETWORKS);
  return (address, hop) => hop === 0 && isInside(address);
}
