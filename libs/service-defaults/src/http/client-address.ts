import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { unmapped } from './inside-address.js';

/**
 * Who is at the other end: the address in `X-Forwarded-For` that those wrote whose word is believed (`TrustedProxies`), when
 * the connection comes from one of them; else the connection's own, so that a stranger cannot take another address for each
 * guess. What they wrote that is no address is taken for themselves.
 */
export function clientAddress({ ip, socket }: Pick<FastifyRequest, 'ip' | 'socket'>): string {
  return isIP(ip) === 0 ? (socket.remoteAddress ?? '') : ip;
}

/**
 * What one client is counted by: an IPv4 address, or of an IPv6 address its /64 (RFC 6177), since whoever has one address of
 * it can take any other: of `2001:db8::7`, `2001:db8:0:0::/64`.
 */
export function clientNetwork(address: string): string {
  const plain = unmapped(address);
  if (isIP(plain) !== 6) return plain;
  const [before = [], after] = plain.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const zeros = after === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array.from({ length: zeros }, () => '0'), ...(after ?? [])].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
