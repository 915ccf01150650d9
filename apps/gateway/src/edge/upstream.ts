import type { FastifyReplyFromHooks } from '@fastify/reply-from';
import { currentTraceparent } from '@opencircle/service-defaults';
import type { FastifyReply, FastifyRequest } from 'fastify';

type Headers = Record<string, string | string[] | undefined>;

/** Belong to one connection (RFC 9110 §7.6.1), or tell about the machine behind. */
const dropped = new Set([
  ...['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection', 'te', 'trailer'],
  ...['transfer-encoding', 'upgrade', 'server', 'x-powered-by', 'set-cookie'],
]);

/** Never believed from outside: who somebody is, and where they come from, the gateway says itself. */
const untrusted = new Set(['authorization', 'cookie', 'forwarded', 'x-real-ip', 'x-request-id', 'expect']);

export type Forward = {
  upstream: string;
  path: string;
  /** What the gateway itself says to the upstream. */
  request?: Headers;
  /** What it says to the browser instead of the upstream. */
  answer?: Headers;
  /** The upstream does not answer, not in time, or not in HTTP. */
  away: (reply: FastifyReply) => unknown;
};

/** Passes a request on, both bodies as streams. Nothing is tried twice: a browser knows what it may repeat. */
export function forward(request: FastifyRequest, reply: FastifyReply, to: Forward): FastifyReply {
  const own = { ...to.request, ...forwardedBy(request) };
  const options: FastifyReplyFromHooks = {
    getUpstream: () => to.upstream,
    retryDelay: () => null,
    rewriteRequestHeaders: (_request, headers) => ({ ...without(headers, untrusted), ...own }),
    rewriteHeaders: (headers) => ({ ...without(headers), ...to.answer }),
    onError: (failed) => to.away(failed as unknown as FastifyReply),
  };
  return reply.from(to.path, options);
}

function forwardedBy(request: FastifyRequest): Headers {
  return {
    'x-forwarded-for': request.ip,
    'x-forwarded-host': request.headers.host,
    'x-forwarded-proto': request.protocol,
    'x-request-id': request.id,
    traceparent: currentTraceparent(),
  };
}

function without(headers: Headers, also: ReadonlySet<string> = new Set()): Headers {
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => !dropped.has(name) && !also.has(name) && !name.startsWith('x-forwarded-'),
    ),
  );
}
