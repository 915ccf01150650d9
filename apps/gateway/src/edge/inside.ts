import { isInsideAddress } from '@opencircle/service-defaults';
import type { FastifyRequest } from 'fastify';

/** The gateway's own figures and descriptions, for those who run it. `/health/*` tells nothing and is for everybody. */
export function isOperations(url: string): boolean {
  return /^\/(metrics|openapi\.json|v1\/ops)(\/|\?|$)/.test(url);
}

/** From the same network, and not through a proxy that stands before us. */
export function isInside({ socket, headers }: FastifyRequest): boolean {
  const relayed = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
  return !relayed && isInsideAddress(socket.remoteAddress ?? '');
}
