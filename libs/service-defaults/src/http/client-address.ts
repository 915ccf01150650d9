import { isIP } from 'node:net';
import { isInsideAddress } from './inside-address.js';

/**
 * Who is at the other end: the last address that the gateway wrote into `X-Forwarded-For`, when the connection comes
 * from inside; otherwise the connection's own, so that a stranger cannot take another address for each guess.
 */
export function clientAddress(connection: string, forwardedFor: string | string[] | undefined): string {
  const last = [forwardedFor ?? []].flat().join(',').split(',').at(-1)?.trim() ?? '';
  return isInsideAddress(connection) && isIP(last) !== 0 ? last : connection;
}

/**
 * What one client is counted by: an IPv4 address, or of an IPv6 address its /64 (RFC 6177), since whoever has one address of
 * it can take any other: of `2001:db8::7`, `2001:db8:0:0::/64`.
 */
export function clientNetwork(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIP(plain) !== 6) return plain;
  const [before = [], after] = plain.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const zeros = after === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array.from({ length: zeros }, () => '0'), ...(after ?? [])].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
