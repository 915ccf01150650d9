import { setTimeout as sleep } from 'node:timers/promises';
import { consumerGroup } from '@opencircle/contracts';
import type { KafkaConnection } from '@opencircle/kafka-connection';
import kafkajs, { type AclEntry, type Admin } from 'kafkajs';
import { withAdmin } from './create-topics.js';

// Node finds no names for these in the module.
const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;

/** What a service may do at Kafka; topics without prefix. */
export type GrantedService = {
  readonly service: string;
  /** Whom Kafka takes the service for, such as `User:listings`. */
  readonly principal: string;
  readonly writes: readonly string[];
  readonly reads: readonly string[];
};

/** One line each, such as `User:listings WRITE topic opencircle.listings.case`; `surplus` stays allowed, and no code says it. */
export type GrantChanges = { readonly granted: string[]; readonly taken: string[]; readonly surplus: string[] };

/**
 * Gives each service WRITE on the topics that it writes, READ on those that it reads and on its group. In Kafka both imply
 * DESCRIBE, and WRITE on any topic is what an idempotent producer needs (KIP-679). What else is allowed to its principal
 * may be what replicas of another release need: it is taken away only when told, after new grants. Changes spread
 * from broker to broker by and by; resolves once the one that is asked shows them.
 */
export async function grant(
  kafka: string | KafkaConnection,
  services: readonly GrantedService[],
  prefix = '',
  { takeAway = false }: { readonly takeAway?: boolean } = {},
): Promise<GrantChanges> {
  const wanted = keyed(services.flatMap((service) => grantsOf(service, prefix)));
  return withAdmin(kafka, async (admin) => {
    const allowed = async () =>
      keyed((await Promise.all(services.map(({ principal }) => allowedTo(admin, principal)))).flat());
    const there = await allowed();
    const missing = [...wanted].filter(([key]) => !there.has(key));
    const surplus = [...there].filter(([key]) => !wanted.has(key));
    const taken = takeAway ? surplus : [];
    if (missing.length > 0) await admin.createAcls({ acl: missing.map(([, acl]) => acl) });
    if (taken.length > 0) await admin.deleteAcls({ filters: taken.map(([, acl]) => acl) });
    const names = (grants: typeof surplus) => grants.map(([key]) => key);
    const isShown = async () => {
      const now = await allowed();
      return missing.every(([key]) => now.has(key)) && !taken.some(([key]) => now.has(key));
    };
    if (!(await holdsSoon(isShown))) throw new NotShown(names(missing), names(taken));
    return { granted: names(missing), taken: names(taken), surplus: takeAway ? [] : names(surplus) };
  });
}

/** Kafka took the changes, and half a minute later the broker that is asked does not know of all. */
class NotShown extends Error {
  constructor(granted: readonly string[], taken: readonly string[]) {
    const lines = [...granted.map((line) => `granted: ${line}`), ...taken.map((line) => `taken away: ${line}`)];
    super(`Kafka took these and does not show them all; is a broker down?\n  ${lines.join('\n  ')}`);
  }
}

async function holdsSoon(condition: () => Promise<boolean>): Promise<boolean> {
  const deadline = Date.now() + 30_000;
  while (!(await condition())) {
    if (Date.now() > deadline) return false;
    await sleep(50);
  }
  return true;
}

function grantsOf({ service, principal, writes, reads }: GrantedService, prefix: string): AclEntry[] {
  const allow = (
    operation: AclEntry['operation'],
    resourceType: AclEntry['resourceType'],
    resourceName: string,
  ): AclEntry => ({
    principal,
    host: '*',
    operation,
    permissionType: AclPermissionTypes.ALLOW,
    resourceType,
    resourceName,
    resourcePatternType: ResourcePatternTypes.LITERAL,
  });
  const { READ, WRITE } = AclOperationTypes;
  return [
    ...writes.map((topic) => allow(WRITE, AclResourceTypes.TOPIC, prefix + topic)),
    ...reads.map((topic) => allow(READ, AclResourceTypes.TOPIC, prefix + topic)),
    ...(reads.length > 0 ? [allow(READ, AclResourceTypes.GROUP, consumerGroup(service, prefix))] : []),
  ];
}

async function allowedTo(admin: Admin, principal: string): Promise<AclEntry[]> {
  const { resources } = await admin.describeAcls({
    principal,
    resourceType: AclResourceTypes.ANY,
    resourcePatternType: ResourcePatternTypes.ANY,
    operation: AclOperationTypes.ANY,
    permissionType: AclPermissionTypes.ALLOW,
  });
  return resources.flatMap(({ acls, resourceType, resourceName, resourcePatternType }) =>
    acls.map((acl) => ({ ...acl, resourceType, resourceName, resourcePatternType })),
  );
}

function keyed(acls: readonly AclEntry[]): Map<string, AclEntry> {
  return new Map(acls.map((acl) => [textOf(acl), acl]));
}

function textOf({ principal, host, operation, resourceType, resourceName, resourcePatternType }: AclEntry): string {
  const resource = `${nameOf(AclResourceTypes, resourceType).toLowerCase()} ${resourceName}`;
  const pattern = resourcePatternType === ResourcePatternTypes.PREFIXED ? '*' : '';
  return `${principal} ${nameOf(AclOperationTypes, operation)} ${resource}${pattern}${host === '*' ? '' : ` from ${host}`}`;
}

function nameOf(names: Readonly<Record<string, unknown>>, value: number): string {
  return Object.keys(names).find((name) => names[name] === value) ?? String(value);
}
