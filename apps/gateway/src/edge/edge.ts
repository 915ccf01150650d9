import fastifyReplyFrom from '@fastify/reply-from';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ENVIRONMENT } from '@opencircle/service-defaults';
import type { FastifyInstance } from 'fastify';
import type { Environment } from '../environment.js';
import { addressMalformed, notProxied } from '../problems.js';
import { ConsoleFiles } from './console-files.js';
import { isInside, isOperations } from './inside.js';
import { isAmbiguous } from './path-rules.js';
import { ApiProxy } from './proxy-api.js';
import { FinderProxy } from './proxy-finder.js';
import { withoutPorts } from './without-ports.js';

/** Milliseconds until an upstream must have begun to answer, and must go on. */
const PATIENCE = 30_000;
const CONNECT = 2_000;

/**
 * Puts the edge's own routes beside Nest's. They stand in a Fastify scope of their own, where bodies are streams:
 * an import of 20 MB is not held here. Who may do what is decided by the service behind.
 */
@Injectable()
export class Edge implements OnApplicationBootstrap {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly host: HttpAdapterHost,
    private readonly api: ApiProxy,
    private readonly consoleFiles: ConsoleFiles,
    private readonly finder: FinderProxy,
  ) {}

  /** After Nest has set its error handler: a scope takes over the one that is there when it begins. */
  async onApplicationBootstrap(): Promise<void> {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    this.guard(server);
    await server.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
      await scope.register(fastifyReplyFrom, {
        disableCache: true,
        disableRequestLogging: true,
        destroyAgent: true,
        undici: {
          // Unless told, reply-from believes every certificate.
          connect: { timeout: CONNECT, rejectUnauthorized: true },
          headersTimeout: PATIENCE,
          bodyTimeout: PATIENCE,
        },
      });
      this.api.register(scope);
      await this.consoleFiles.register(scope);
      this.finder.register(scope);
      const mail = this.environment.MAIL_PAGE_URL;
      if (mail !== undefined) scope.get('/mail', (_request, reply) => reply.redirect(mail, 302));
    });
  }

  /** For every request, Nest's routes too. */
  private guard(server: FastifyInstance): void {
    server.addHook('onRequest', (request, _reply, done) => {
      const { headers } = request.raw;
      const forwardedFor = [headers['x-forwarded-for'] ?? []].flat();
      if (forwardedFor.length > 0) headers['x-forwarded-for'] = withoutPorts(forwardedFor.join(','));
      if (isAmbiguous(request.url)) done(addressMalformed());
      else if (isOperations(request.url) && !isInside(request)) done(notProxied());
      else done();
    });
  }
}
