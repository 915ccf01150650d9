import type { INestApplicationContext, Type } from '@nestjs/common';
import type { EntityClass, MigrationClass } from '@opencircle/persistence';
import type { z } from 'zod';
import type { BaseEnvironment, Needs } from './environment.js';
import type { ProblemTable } from './problem/domain-error.js';

/** A command of a service beside serve, migrate, openapi and topics. `app` has everything but HTTP. */
export type Command = (app: INestApplicationContext, args: readonly string[]) => Promise<void>;

/** A command did not reach its end, by no fault of the program: the message is told, and the process ends with 1. */
export class CommandFailed extends Error {}

export type ServiceDefinition<Schema extends z.ZodType = z.ZodType> = {
  /** `listings`: the consumer group, the name in logs and events. */
  readonly name: string;
  readonly module: Type<unknown>;
  /** What this service reads of the environment beyond the base. */
  readonly env: Schema;
  /** Expected failures: code → status. */
  readonly problems: ProblemTable;
  /** With entities the service has a database; without, it has none. */
  readonly entities?: readonly EntityClass[];
  /** Everything that `migrate` runs, in order: the libraries' and the service's own. */
  readonly migrations?: readonly MigrationClass[];
  /** false: no Kafka. Without a database there is none either. */
  readonly messaging?: boolean;
  /** true: it faces people, perhaps behind proxies, and answers whom they tell of. */
  readonly isEdge?: boolean;
  /** On every answer, beside those that every service gives; a handler may give others in their place. */
  headers?(environment: BaseEnvironment): Readonly<Record<string, string>>;
  /** Bytes; 1 MiB unless told. One route alone is given more with `@BodyLimit`. */
  readonly bodyLimit?: number;
  readonly version?: string;
  readonly commands?: Readonly<Record<string, Command>>;
};

export const SERVICE_IDENTITY = Symbol('service identity');
export type ServiceIdentity = { readonly name: string; readonly version: string };

export function identityOf({ name, version = '0.1.0' }: ServiceDefinition): ServiceIdentity {
  return { name, version };
}

export function needsOf({ entities, messaging = true, isEdge = false }: ServiceDefinition): Required<Needs> {
  return { database: entities !== undefined, messaging: entities !== undefined && messaging, edge: isEdge };
}
