import { isIP } from 'node:net';
import { isInsideAddress } from '@opencircle/service-defaults';

/**
 * Who is at the other end: the last address that the gateway wrote into `X-Forwarded-For`, when the connection comes
 * from inside; otherwise the connection's own, so that a stranger cannot take another address for each guess.
 */
export function clientAddress(connection: string, forwardedFor: string | string[] | undefined): string {
  const last = [forwardedFor ?? []].flat().join(',').split(',').at(-1)?.trim() ?? '';
  return isInsideAddress(connection) && isIP(last) !== 0 ? last : connection;
}
