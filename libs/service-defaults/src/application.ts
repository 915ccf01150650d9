import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Audit } from '@opencircle/audit';
import { KafkaEvents } from '@opencircle/messaging';
import type { KeySource } from '@opencircle/auth';
import { Logger, PinoLogger } from 'nestjs-pino';
import type { DestinationStream } from 'pino';
import type { Registry } from 'prom-client';
import { parseEnvironment } from './environment.js';
import { keepCertificate } from './http/keep-certificate.js';
import { observeRequests } from './http/observe.js';
import { RouteBook } from './http/route-book.js';
import { httpAdapter } from './http/server.js';
import { trustedProxies } from './http/trusted-proxies.js';
import { openApiDocument, type OpenApiDocument } from './openapi/document.js';
import { routesOf, uncheckedAnswers, uncheckedInputs } from './openapi/routes.js';
import { METRICS } from './operations/metrics.controller.js';
import { identityOf, needsOf, type ServiceDefinition } from './service-definition.js';
import { operationsOf, ServiceModule, type Assembly } from './service.module.js';

export type ApplicationOptions = {
  /** Strings as `process.env` has them. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly keys?: KeySource;
  readonly log?: DestinationStream;
};

/**
 * A whole service, initialized and not yet listening: what `createService` serves, and what a test injects requests
 * into. Throws BadEnvironment, and names every route without a policy or with an unchecked input.
 */
export async function createApplication(
  definition: ServiceDefinition,
  options: ApplicationOptions,
): Promise<NestFastifyApplication> {
  const assembly = await assemble(definition, options);
  const { TLS: served } = assembly.environment;
  const adapter = httpAdapter(assembly.routes, {
    ...(served && { certificate: served.certificate }),
    ...(definition.bodyLimit !== undefined && { bodyLimit: definition.bodyLimit }),
    trustedProxies: trustedProxies(definition.isEdge === true, assembly.environment),
    headers: definition.headers?.(assembly.environment) ?? {},
  });
  const app = await NestFactory.create<NestFastifyApplication>(ServiceModule.of(assembly), adapter, {
    abortOnError: false,
    bodyParser: false,
    bufferLogs: true,
  });
  app.useLogger(app.get(Logger));
  const log: PinoLogger = await app.resolve(PinoLogger);
  if (assembly.environment.DEMO) log.warn('DEMO=true: admins make accounts with passwords that others know');
  const metrics = app.get<Registry>(METRICS);
  observeRequests(adapter.getInstance(), log, metrics);
  if (served) keepCertificate(adapter.getInstance(), served, log, metrics);
  if (needsOf(definition).messaging) {
    adapter.recordReads(app.get(Audit));
    app.connectMicroservice({ strategy: app.get(KafkaEvents) }, { inheritAppConfig: true });
  }
  try {
    await app.init();
    await adapter.getInstance().ready();
    return app;
  } catch (error) {
    await app.close().catch(() => undefined);
    throw error;
  }
}

/** The service without HTTP, for its commands. */
export async function assemble(definition: ServiceDefinition, options: ApplicationOptions): Promise<Assembly> {
  const environment = parseEnvironment(definition.env, needsOf(definition), options.variables);
  const document = await documentOf(definition);
  return { definition, environment, document, routes: new RouteBook(), keys: options.keys, log: options.log };
}

/** The service's OpenAPI document; needs neither environment nor database. Throws when a route trusts its input, or answers by itself. */
export async function documentOf(definition: ServiceDefinition): Promise<OpenApiDocument> {
  class Everything {}
  const controllers = operationsOf(definition);
  const routes = await routesOf({ module: Everything, imports: [definition.module], controllers });
  refuse('inputs without a schema', uncheckedInputs(routes));
  refuse('handlers that send their answers themselves, past the check and the audit log', uncheckedAnswers(routes));
  return openApiDocument(identityOf(definition), routes);
}

function refuse(what: string, found: readonly string[]): void {
  if (found.length > 0) throw new Error(`${what}:\n${found.map((each) => `  ${each}`).join('\n')}`);
}
