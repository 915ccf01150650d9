import type { FastifyRequest, RouteOptions } from 'fastify';
import { addToRouteConfig, factsOfRoute } from './route-config.js';

export type BodyLimitConfig = { readonly bytes: number; readonly problem: { readonly code?: string } };

/** Bytes that a body may have where a route says nothing else. */
export const DEFAULT_BODY_LIMIT = 1_048_576;

/**
 * Lets one route take larger (or only smaller) bodies than the service's limit. `code` names the 413 problem:
 * `@BodyLimit(20 * 1024 * 1024, 'feed-too-large')`.
 */
export function BodyLimit(bytes: number, code?: string): MethodDecorator {
  return addToRouteConfig({ bodyLimit: { bytes, problem: code === undefined ? {} : { code } } });
}

/** Nest passes a route's config on, but not its body limit; Fastify lets a hook set it. */
export function applyBodyLimit(route: RouteOptions): void {
  const { bodyLimit: limit } = factsOfRoute(route);
  if (limit) route.bodyLimit = limit.bytes;
}

export function bodyLimitOf(request: FastifyRequest): BodyLimitConfig | undefined {
  return factsOfRoute(request.routeOptions).bodyLimit;
}
