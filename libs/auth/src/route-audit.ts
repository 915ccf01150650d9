import { Injectable, RequestMethod, type OnModuleInit } from '@nestjs/common';
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
      .flatMap(({ metatype }) => this.faultsOf(metatype as Function | null));
    if (faults.length > 0)
      throw new Error(`routes without a policy:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }

  private faultsOf(controller: Function | null): string[] {
    if (controller === null) return [];
    return this.scanner.getAllMethodNames(controller.prototype as object).flatMap((name) => {
      const handler = (controller.prototype as Record<string, object>)[name] as object;
      const path: unknown = Reflect.getMetadata(PATH, handler);
      if (path === undefined) return [];
      const action: unknown = Reflect.getMetadata(ALLOW, handler);
      if (typeof action === 'string' && policy.knows(action)) return [];
      const route = `${RequestMethod[Reflect.getMetadata(METHOD, handler) as number]} ${pathOf(controller)}${String(path)}`;
      const fault = action === undefined ? 'no @Allow' : `unknown action ${String(action)}`;
      return [`${route} (${controller.name}.${name}): ${fault}`];
    });
  }
}

function pathOf(controller: Function): string {
  const prefix = String(Reflect.getMetadata(PATH, controller) ?? '');
  return `/${prefix}/`.replaceAll(/\/+/g, '/');
}
