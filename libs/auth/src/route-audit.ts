import { Injectable, RequestMethod, type OnModuleInit, type Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { ALLOW } from './allow.decorator.js';
import { policyTable } from './policy-table.js';
import { policy } from './policy.js';
import { tableFaults } from './table-faults.js';

/** Keys under which Nest keeps a route's path and method. */
const PATH = 'path';
const METHOD = 'method';

/** Stops the boot when the policy table makes no sense or a route has no row in it, and names every fault. */
@Injectable()
export class RouteAudit implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    const broken = tableFaults(policyTable);
    if (broken.length > 0) throw new Error(`the policy table is broken:\n${lines(broken)}`);
    const faults = this.discovery
      .getControllers()
      .flatMap(({ metatype }) => this.faultsOf(metatype as Type<unknown> | null));
    if (faults.length > 0) throw new Error(`routes without a policy:\n${lines(faults)}`);
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

function lines(faults: readonly string[]): string {
  return faults.map((fault) => `  ${fault}`).join('\n');
}
