import { Readable } from 'node:stream';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DomainError, ENVIRONMENT } from '@opencircle/service-defaults';
import { failureCode } from '@opencircle/tls';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Environment } from '../environment.js';
import { csrf, notProxied, serviceUnavailable } from '../problems.js';
import { SessionCookie } from '../session/session-cookie.js';
import { SessionKeeper, type Held } from '../session/session-keeper.js';
import { proxiedPath } from './path-rules.js';
import { CSRF_HEADER, isSafe, isSameOrigin } from './same-origin.js';
import { forward } from './upstream.js';

const PREFIX = '/api/';

/** Refusals of a token that a renewed one may not meet. */
const renewable = new Set(['access-changed', 'invalid-token']);

/** Bytes of a body that are held here until the upstream has answered. */
const LONGEST_HELD = 65_536;

/** `/api/<service>/v1/…`: passes requests on with the session's access token in place of the cookie. */
@Injectable()
export class ApiProxy {
  private readonly logger = new Logger(ApiProxy.name);

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly keeper: SessionKeeper,
    private readonly cookie: SessionCookie,
  ) {}

  register(server: FastifyInstance): void {
    server.addHook('onSend', async (request, reply) => this.keeper.spareNext(request.headers.cookie, reply));
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
    const held = await this.orGone(reply, () => this.keeper.held(request.headers.cookie));
    if (held?.setCookie !== undefined) void reply.header('set-cookie', held.setCookie);
    const away = (failed: FastifyReply, error: Error) => {
      this.logger.error({ name: service, code: failureCode(error) }, 'no answer');
      return failed.send(serviceUnavailable(service));
    };
    if (held === undefined) return forward(request, reply, { upstream, path, away });
    const body = await shortBodyOf(request);
    return forward(request, reply, {
      upstream,
      path,
      away,
      request: { authorization: `Bearer ${held.accessToken}` },
      ...(body !== undefined && { body }),
      renew: (code) => this.renewed(reply, held, code, body !== undefined || !hasBody(request)),
    });
  }

  /**
   * What the token says has changed, or nobody knows its key any more: the session may still hold. The cookie is renewed
   * in any case; what cannot be repeated from here is asked again by the page.
   */
  private async renewed(reply: FastifyReply, held: Held, code: string, isRepeatable: boolean) {
    if (!renewable.has(code)) return undefined;
    const { accessToken, setCookie } = await this.orGone(reply, () => this.keeper.renew(held));
    void reply.header('set-cookie', setCookie);
    return isRepeatable ? { authorization: `Bearer ${accessToken}` } : undefined;
  }

  /** Nobody signed in is no failure: some of what services do, anybody may. */
  private async orGone<T>(reply: FastifyReply, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof DomainError && error.code === 'session-ended') {
        void reply.header('set-cookie', this.cookie.clear());
      }
      throw error;
    }
  }
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

/** A body that is worth holding, so that the request can be repeated; undefined when there is none, or it is long. */
async function shortBodyOf(request: FastifyRequest): Promise<Buffer | undefined> {
  const length = Number(request.headers['content-length'] ?? 0);
  if (length === 0 || !(length <= LONGEST_HELD) || !(request.body instanceof Readable)) return undefined;
  const chunks: Buffer[] = [];
  for await (const chunk of request.body as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
