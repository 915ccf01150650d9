import { BlockList, isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';

const networks = new BlockList();
networks.addSubnet('127.0.0.0', 8);
networks.addSubnet('10.0.0.0', 8);
networks.addSubnet('172.16.0.0', 12);
networks.addSubnet('192.168.0.0', 16);
networks.addAddress('::1', 'ipv6');
networks.addSubnet('fc00::', 7, 'ipv6');

/** The gateway's own figures and descriptions, for those who run it. `/health/*` tells nothing and is for everybody. */
export function isOperations(url: string): boolean {
  return /^\/(metrics|openapi\.json|v1\/ops)(\/|\?|$)/.test(url);
}

/** From the same network, and not through a proxy that stands before us. */
export function isInside({ socket, headers }: FastifyRequest): boolean {
  const address = (socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  const family = isIP(address);
  const relayed = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
  return family !== 0 && !relayed && networks.check(address, family === 4 ? 'ipv4' : 'ipv6');
}
