import { RouteConfig } from '@nestjs/platform-fastify';
import type { Answer } from './answers.decorator.js';
import type { BodyLimitConfig } from './body-limit.decorator.js';

/** What our decorators tell Fastify of a route, at `routeOptions.config`. */
export type RouteFacts = { readonly answer?: Answer; readonly bodyLimit?: BodyLimitConfig };

const { KEY } = RouteConfig({});

/** Adds a fact to the route's others; Nest's own decorator would take their place. */
export function addToRouteConfig(fact: RouteFacts): MethodDecorator {
  return (target, key, descriptor) => {
    const facts: RouteFacts = { ...factsOfHandler(descriptor.value as object), ...fact };
    RouteConfig(facts)(target, key, descriptor);
  };
}

/** As the decorators of a handler left them. */
export function factsOfHandler(handler: object): RouteFacts {
  return (Reflect.getMetadata(KEY, handler) as RouteFacts | undefined) ?? {};
}

/** As Fastify has them. */
export function factsOfRoute({ config = {} }: { readonly config?: object }): RouteFacts {
  return config;
}
