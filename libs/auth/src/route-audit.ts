import { Injectable, RequestMethod, type OnModuleInit, type Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { ALLOW } from './allow.decorator.js';
import { policy } from './policy.js';

/** Keys under which Nest keeps a route's path and method. */
const PATH = 'path';
const METHOD = 'method';

/** Stops the boot when a route has no row in the policy table, and names every such route. */
@Injectable()
export class RouteAudit implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    const faults = this.discovery
      .getControllers()
      .flatMap(({ metatype }) => this.faultsOf(metatype as Type<unknown> | null));
    if (faults.length > 0)
      throw new Error(`routes without a policy:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }

  private faultsOf(controller: Type<unknown> | null): string[] {
    if (controller === null) return [];
    return this.scanner.getAllMethodNames(controller.prototype as object).flatMap((name) => {
      const handler = (controller.prototype as Record<string, object>)[name] as object;
      const path = Reflect.getMetadata(PATH, handler) as string | undefined;
      if (path === undefined) return [];
      const action = Reflect.getMetadata(ALLOW, handler) as string | undefined;
      if (action !== undefined && policy.knows(action)) return [];
      const route = `${RequestMethod[Reflect.getMetadata(METHOD, handler) as number]} ${pathOf(controller)}${path}`;
      const fault = action === undefined ? 'no @Allow' : `unknown action ${action}`;
      return [`${route} (${controller.name}.${name}): ${fault}`];
    });
  }
}

function pathOf(controller: Type<unknown>): string {
  const prefix = String(Reflect.getMetadata(PATH, controller) ?? '');
  return `/${prefix}/`.replaceAll(/\/+/g, '/');
}
