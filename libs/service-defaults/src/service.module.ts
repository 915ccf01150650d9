import { Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { AuditModule } from '@opencircle/audit';
import { AuthModule, type KeySource } from '@opencircle/auth';
import type { KafkaConnection } from '@opencircle/kafka-connection';
import {
  MESSAGING_REGISTRY,
  MessagingModule,
  MessagingStatus,
  type ConsumerMode,
  type KafkaClient,
  type RelayShards,
} from '@opencircle/messaging';
import { PersistenceModule, Transactions } from '@opencircle/persistence';
import { LoggerModule } from 'nestjs-pino';
import type { DestinationStream } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { AccessModule } from './access/access.module.js';
import { ENVIRONMENT, type BaseEnvironment } from './environment.js';
import { RouteBook } from './http/route-book.js';
import { ValidationPipe } from './http/validation.pipe.js';
import { loggerParams } from './logging.js';
import { ProcessCounts } from './limit/process-counts.js';
import type { OpenApiDocument } from './openapi/document.js';
import { OPENAPI_DOCUMENT, OpenApiController } from './openapi/openapi.controller.js';
import { AuditEntriesController } from './operations/audit-entries.controller.js';
import { HealthController } from './operations/health.controller.js';
import { METRICS, MetricsController } from './operations/metrics.controller.js';
import { OpsStatusController } from './operations/ops-status.controller.js';
import { BACKLOG } from './operations/ops-status.js';
import { ParkedReplaysController } from './operations/parked-replays.controller.js';
import { ParkedSequencesController } from './operations/parked-sequences.controller.js';
import { Readiness } from './operations/readiness.js';
import { checkProblemTable } from './problem/domain-error.js';
import { PROBLEM_TABLE, ProblemFilter } from './problem/problem.filter.js';
import { identityOf, needsOf, SERVICE_IDENTITY, type ServiceDefinition } from './service-definition.js';

export type Assembly = {
  readonly definition: ServiceDefinition;
  readonly environment: BaseEnvironment;
  readonly document: OpenApiDocument;
  readonly routes: RouteBook;
  /** The issuer's keys, where they are not to be fetched from `JWKS_URL`. */
  readonly keys?: KeySource | undefined;
  readonly log?: DestinationStream | undefined;
};

const everywhere = [HealthController, MetricsController, OpsStatusController, OpenApiController];
const withMessaging = [AuditEntriesController, ParkedSequencesController, ParkedReplaysController];

/** The controllers that every service has, and those of every service with messaging. */
export function operationsOf(definition: ServiceDefinition): Type<unknown>[] {
  return needsOf(definition).messaging ? [...everywhere, ...withMessaging] : everywhere;
}

/** Failures of every service, beside its own. */
const commonProblems = { 'not-ready': 503 };

/** What a service is around its own module. */
@Module({})
export class ServiceModule {
  static of(assembly: Assembly): DynamicModule {
    const { definition, environment, keys, log } = assembly;
    checkProblemTable(definition.problems);
    const needs = needsOf(definition);
    return {
      module: ServiceModule,
      global: true,
      imports: [
        LoggerModule.forRoot(loggerParams(definition.name, environment.LOG_LEVEL, log)),
        AuthModule.forRoot({ issuer: environment.ISSUER, keys: keys ?? new URL(environment.JWKS_URL) }),
        ...(needs.database ? [persistenceFor(assembly)] : []),
        ...(needs.messaging ? [messagingFor(assembly), auditFor(assembly), AccessModule] : []),
        definition.module,
      ],
      controllers: operationsOf(definition),
      providers: [
        { provide: ENVIRONMENT, useValue: environment },
        { provide: SERVICE_IDENTITY, useValue: identityOf(definition) },
        { provide: OPENAPI_DOCUMENT, useValue: assembly.document },
        { provide: PROBLEM_TABLE, useValue: { ...commonProblems, ...definition.problems } },
        { provide: RouteBook, useValue: assembly.routes },
        { provide: METRICS, useFactory: metricsRegistry },
        { provide: MESSAGING_REGISTRY, useExisting: METRICS },
        { provide: APP_PIPE, useClass: ValidationPipe },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: ProcessCounts, useFactory: () => new ProcessCounts() },
        ...(needs.messaging ? [{ provide: BACKLOG, useExisting: MessagingStatus }] : []),
        readinessOf(needs),
      ],
      exports: [ENVIRONMENT, METRICS, MESSAGING_REGISTRY, ProcessCounts, Readiness],
    };
  }
}

function persistenceFor({ definition, environment }: Assembly): DynamicModule {
  const { name, entities = [] } = definition;
  const { DATABASE_URL, DATABASE_POOL_SIZE: poolSize, IDEMPOTENCY_RETENTION_HOURS: idempotencyHours } = environment;
  return PersistenceModule.forRoot({
    url: DATABASE_URL as string,
    name,
    entities,
    ...(poolSize !== undefined && { poolSize }),
    ...(idempotencyHours !== undefined && { idempotencyHours }),
  });
}

function messagingFor({ definition, environment }: Assembly): DynamicModule {
  return MessagingModule.forRoot({
    ...(environment.KAFKA as KafkaConnection),
    service: definition.name,
    client: environment.KAFKA_CLIENT as KafkaClient,
    topicPrefix: environment.TOPIC_PREFIX ?? '',
    databaseUrl: environment.DATABASE_URL as string,
    consumerMode: environment.CONSUMER_MODE as ConsumerMode,
    relayShards: environment.RELAY_SHARDS as RelayShards,
    retentionHours: environment.MESSAGE_RETENTION_HOURS as number,
  });
}

function auditFor({ definition, environment }: Assembly): DynamicModule {
  return AuditModule.forRoot({
    service: definition.name,
    signingKey: environment.AUDIT_SIGNING_KEY,
    checkpointFolder: environment.AUDIT_CHECKPOINT_DIR,
  });
}

function readinessOf({ database, messaging }: { database: boolean; messaging: boolean }): Provider {
  return {
    provide: Readiness,
    inject: [...(database ? [Transactions] : []), ...(messaging ? [MessagingStatus] : [])],
    useFactory: (transactions?: Transactions, status?: MessagingStatus) => {
      const readiness = new Readiness();
      if (transactions) {
        readiness.add('database', async () => (await transactions.read((db) => db.query('SELECT 1'))).length === 1);
      }
      if (status) {
        readiness.add('messaging', () => status.vitality === 'well');
        readiness.addVital('messaging', () => status.vitality !== 'stuck');
      }
      return readiness;
    },
  };
}

function metricsRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}
