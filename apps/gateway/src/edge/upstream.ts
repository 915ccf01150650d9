import type { FastifyReplyFromHooks } from '@fastify/reply-from';
import { clientAddress, currentTraceparent } from '@opencircle/service-defaults';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';

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
  away: (reply: FastifyReply, error: Error) => unknown;
  /** The body, where it has been read already; else it is passed on as a stream. */
  body?: Buffer;
  /**
   * Asked once, when the upstream does not take the token: answers what to say instead for a second try, or undefined to
   * let the refusal stand. Errors are answered as such.
   */
  renew?: (code: string) => Promise<Headers | undefined>;
};

type Answer = { statusCode: number; headers: Headers; stream: Readable };

/** Bytes of a refusal that are looked at. */
const LONGEST_REFUSAL = 16_384;

/**
 * Passes a request on, both bodies as streams unless told. Nothing is tried twice but what was refused for its token, and
 * so has had no effect: a browser knows what it may repeat.
 */
export function forward(request: FastifyRequest, reply: FastifyReply, to: Forward): FastifyReply {
  const own = { ...to.request, ...forwardedBy(request) };
  const options: FastifyReplyFromHooks = {
    getUpstream: () => to.upstream,
    retryDelay: () => null,
    rewriteRequestHeaders: (_request, headers) => ({ ...without(headers, untrusted), ...own }),
    rewriteHeaders: (headers) => ({ ...without(headers), ...to.answer }),
    onError: (failed, { error }) => to.away(failed as unknown as FastifyReply, error),
    ...(to.body !== undefined && { body: to.body, contentType: request.headers['content-type'] ?? '' }),
    ...(to.renew !== undefined && {
      onResponse: (_request, _reply, answer) =>
        void answerOrRepeat(request, reply, to, answer as unknown as Answer).catch((error: unknown) =>
          reply.send(error),
        ),
    }),
  };
  return reply.from(to.path, options);
}

async function answerOrRepeat(request: FastifyRequest, reply: FastifyReply, to: Forward, answer: Answer) {
  if (answer.statusCode !== 401) return reply.send(answer.stream);
  const refusal = await textOf(answer.stream);
  const renewed = await to.renew?.(codeIn(refusal));
  if (renewed === undefined) return reply.send(refusal);
  for (const name of Object.keys(answer.headers)) if (name !== 'set-cookie') reply.removeHeader(name);
  const { renew: _, ...once } = to;
  return forward(request, reply, { ...once, request: { ...to.request, ...renewed } });
}

async function textOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LONGEST_REFUSAL) throw new Error('a refusal of that length is none of ours');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Of problem+json; anything else has none. */
function codeIn(text: string): string {
  try {
    const { code } = JSON.parse(text) as { code?: unknown };
    return typeof code === 'string' ? code : '';
  } catch {
    return '';
  }
}

function forwardedBy(request: FastifyRequest): Headers {
  return {
    'x-forwarded-for': clientAddress(request),
    'x-forwarded-host': request.headers.host,
    'x-forwarded-proto': request.protocol === 'https' ? 'https' : 'http',
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
