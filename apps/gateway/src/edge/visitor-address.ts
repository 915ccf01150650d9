import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';

/**
 * Who is at the other end: of `X-Forwarded-For` the right-most address that is none of `TRUSTED_PROXIES`, if the connection
 * comes from one of them; else the connection's own. What a proxy wrote that is no address is taken for the proxy itself.
 */
export function visitorAddress({ ip, socket }: FastifyRequest): string {
  return isIP(ip) === 0 ? (socket.remoteAddress ?? '') : ip;
}
