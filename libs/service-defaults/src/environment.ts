import { kafkaSettings, plainKafkaFaults } from '@opencircle/kafka-connection';
import {
  isVerified,
  plainFaults,
  tlsSettings,
  unencryptedAddresses,
  verificationFaults,
  VERIFIED,
  type Fault,
} from '@opencircle/tls';
import { z } from 'zod';

/** Injects the parsed environment: `@Inject(ENVIRONMENT) private readonly environment: Environment`. */
export const ENVIRONMENT = Symbol('environment');

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** A comma-separated list without empty parts. */
const list = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )
  .pipe(z.array(z.string()).min(1));

/** An address at which certificates are verified, if it is encrypted at all. */
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ }).refine(isVerified, VERIFIED);
const httpUrl = z.url({ protocol: /^https?$/ });

/** The addresses of proxies: what `@fastify/proxy-addr` can read, and no range that would make everybody one. */
const proxies = list.pipe(
  z.array(
    z
      .union(
        [z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()],
        'must be IP addresses or CIDR ranges, such as 10.0.0.4,10.1.0.0/16',
      )
      .refine((range) => !range.endsWith('/0'), 'must not hold a range of every address'),
  ),
);

const base = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535),
  HOST: z.string().default('127.0.0.1'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  ISSUER: httpUrl,
  JWKS_URL: httpUrl,
  /** Whether this is a demo or a test, where accounts are made with passwords that others know. Never in production. */
  DEMO: flag.default(false),
  /** Multiplies the limits of `@Limited` routes: for load tests, or where thousands of people share one address. */
  REQUEST_LIMIT_FACTOR: z.coerce.number().int().min(1).max(10_000).default(1),
});

const edge = z.object({
  /** Proxies before us whose `X-Forwarded-For` is believed; from nobody else it is. */
  TRUSTED_PROXIES: proxies.default([]),
});

const inner = z.object({
  /** Where the gateway and the finder are: what they say of who asks is believed. This machine and private networks unless told. */
  INSIDE_NETWORKS: proxies.optional(),
});

const database = z.object({
  DATABASE_URL: postgresUrl,
  /** Connections of this process for requests, events and loops; messaging's relay has two of its own. */
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(16),
  /** Hours in which a repeated POST is answered as the first; clients are promised a day. */
  IDEMPOTENCY_RETENTION_HOURS: z.coerce.number().int().min(24).max(8760).default(48),
});
/** All `KAFKA_*` that say how to reach it, as one value. */
const kafka = kafkaSettings.transform((KAFKA) => ({ KAFKA }));
const messaging = z.object({
  /** The client library that speaks to Kafka. */
  KAFKA_CLIENT: z.enum(['kafkajs', 'platformatic']).default('kafkajs'),
  TOPIC_PREFIX: z.string().default(''),
  /** One transaction a batch of events, or one an event; the guarantees are the same. */
  CONSUMER_MODE: z.enum(['batch', 'single']).default('batch'),
  /** Relays that share the outbox by aggregate. */
  RELAY_SHARDS: z.coerce
    .number()
    .pipe(z.union([1, 2, 4, 8, 16].map((shards) => z.literal(shards))))
    .default(1),
  /** Ed25519 private JWK: signs checkpoints of the audit log. Without it they are not made, and the log says so. */
  AUDIT_SIGNING_KEY: z
    .string()
    .transform((text, context) => parseJson(text, context))
    .pipe(z.looseObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string(), d: z.string() }))
    .optional(),
  /** Folder outside the database where checkpoints are appended, beside Kafka. */
  AUDIT_CHECKPOINT_DIR: z.string().optional(),
  /** How long published outbox rows and the inbox are kept; a week unless told. */
  MESSAGE_RETENTION_HOURS: z.coerce.number().int().min(1).max(8_760).default(168),
});
const migration = z.object({ MIGRATION_DATABASE_URL: postgresUrl, DEMAND_TLS: flag.default(false) });

function parseJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    context.addIssue({ code: 'custom', message: 'is not JSON' });
    return z.NEVER;
  }
}

export type BaseEnvironment = z.output<typeof base> &
  z.output<typeof tlsSettings> &
  Partial<z.output<typeof edge>> &
  Partial<z.output<typeof inner>> &
  Partial<z.output<typeof database>> &
  Partial<z.output<typeof kafka>> &
  Partial<z.output<typeof messaging>>;

/** The environment of a service whose own schema is `Schema`: `type Environment = EnvironmentOf<typeof environment>`. */
export type EnvironmentOf<Schema extends z.ZodType> = BaseEnvironment & z.output<Schema>;

/** Everything that is wrong with an environment, one line a variable. Names and rules, never values. */
export class BadEnvironment extends Error {
  constructor(readonly faults: readonly Fault[]) {
    const width = Math.max(...faults.map(({ variable }) => variable.length));
    super(faults.map(({ variable, rule }) => `  ${variable.padEnd(width)}  ${rule}`).join('\n'));
  }
}

export type Needs = { readonly database: boolean; readonly messaging: boolean; readonly edge?: boolean };

/** Parses once what a service may read. An empty variable counts as not set. Throws BadEnvironment. */
export function parseEnvironment<Schema extends z.ZodType>(
  own: Schema,
  needs: Needs,
  variables: Readonly<Record<string, string | undefined>>,
): EnvironmentOf<Schema> {
  const schemas = [
    base,
    tlsSettings,
    needs.edge === true ? edge : inner,
    ...(needs.database ? [database] : []),
    ...(needs.messaging ? [kafka, messaging] : []),
    own,
  ];
  const environment = parseAll(schemas, variables) as EnvironmentOf<Schema>;
  if (environment.DEMAND_TLS) refuse([...plainKafkaFaults(environment.KAFKA), ...plainFaults(environment)]);
  return environment;
}

/** What `main.js migrate` needs: the database's owner, and nothing of the rest. */
export function parseMigrationEnvironment(variables: Readonly<Record<string, string | undefined>>): string {
  const environment = parseAll([migration], variables) as z.output<typeof migration>;
  if (environment.DEMAND_TLS) refuse(unencryptedAddresses(environment));
  return environment.MIGRATION_DATABASE_URL;
}

function refuse(faults: readonly Fault[]): void {
  if (faults.length > 0) throw new BadEnvironment(faults);
}

function parseAll(schemas: readonly z.ZodType[], variables: Readonly<Record<string, string | undefined>>): object {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''));
  const results = schemas.map((schema) => schema.safeParse(set));
  const faults = results
    .flatMap((result) => result.error?.issues ?? [])
    .map((issue) => {
      const variable = String(issue.path[0] ?? '(several)');
      const isMissing = !(variable in set) && issue.path.length > 0 && issue.code !== 'custom';
      return { variable, rule: isMissing ? 'is missing' : issue.message };
    });
  refuse([...faults, ...verificationFaults(variables)]);
  return Object.assign({}, ...results.map((result) => result.data as object)) as object;
}
