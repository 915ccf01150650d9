import { Inject, Injectable } from '@nestjs/common';
import { DomainError, ENVIRONMENT } from '@opencircle/service-defaults';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Environment } from '../environment.js';
import { csrf, notProxied, serviceUnavailable } from '../problems.js';
import { SessionCookie } from '../session/session-cookie.js';
import { SessionKeeper } from '../session/session-keeper.js';
import { proxiedPath } from './path-rules.js';
import { CSRF_HEADER, isSafe, isSameOrigin } from './same-origin.js';
import { forward } from './upstream.js';

const PREFIX = '/api/';

/** `/api/<service>/v1/…`: passes requests on with the session's access token in place of the cookie. */
@Injectable()
export class ApiProxy {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly keeper: SessionKeeper,
    private readonly cookie: SessionCookie,
  ) {}

  register(server: FastifyInstance): void {
    server.all(`${PREFIX}*`, (request, reply) => this.pass(request, reply));
  }

  private async pass(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const [service = '', ...rest] = request.url.slice(PREFIX.length).split('/');
    const { SERVICE_URLS, PUBLIC_URL } = this.environment;
    const upstream = Object.hasOwn(SERVICE_URLS, service) ? SERVICE_URLS[service] : undefined;
    const path = proxiedPath(rest.join('/'));
    if (upstream === undefined || path === undefined) throw notProxied();
    const own = isSameOrigin(request.headers, PUBLIC_URL) && request.headers[CSRF_HEADER] === '1';
    if (!isSafe(request.method) && !own) throw csrf();
    const authorization = await this.authorizationFor(request, reply);
    return forward(request, reply, {
      upstream,
      path,
      ...(authorization !== undefined && { request: { authorization } }),
      away: (failed) => failed.send(serviceUnavailable(service)),
    });
  }

  /** Nobody signed in is no failure: some of what services do, anybody may. */
  private async authorizationFor(request: FastifyRequest, reply: FastifyReply): Promise<string | undefined> {
    try {
      const held = await this.keeper.held(request.headers.cookie);
      if (held?.setCookie !== undefined) void reply.header('set-cookie', held.setCookie);
      return held && `Bearer ${held.accessToken}`;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'session-ended') {
        void reply.header('set-cookie', this.cookie.clear());
      }
      throw error;
    }
  }
}
