import type { IncomingMessage } from 'node:http';
import { because, causeOfRequest } from '@opencircle/messaging';
import { withScope } from '@opencircle/persistence';
import { serverSettings, type Certificate } from '@opencircle/tls';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { ofStatus } from '../problem/problem-of.js';
import { PROBLEM_MEDIA_TYPE, problemBody } from '../problem/problem.js';
import { AnsweringAdapter } from './answering-adapter.js';
import { applyBodyLimit, DEFAULT_BODY_LIMIT } from './body-limit.decorator.js';
import { inRequest } from './current-request.js';
import { expectationRefused, rawAnswer, type Headers } from './raw-answers.js';
import { readAway } from './read-away.js';
import { requestIdOf } from './request-id.js';
import { scopeOfRequest } from './request-scope.js';
import type { RouteBook } from './route-book.js';
import type { TrustedProxies } from './trusted-proxies.js';

/** Body too large, media type not taken: answers that are given before the body is read. */
const refusedUnread = new Set([413, 415]);

/** For answers that are data: nothing in them may be framed, sniffed, stored, or told to the next site. */
const apiHeaders: Headers = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

export type HttpOptions = {
  /** With it the server speaks https, and nothing else. */
  readonly certificate?: Certificate;
  /** Bytes. */
  readonly bodyLimit?: number;
  /** Those whose `X-Forwarded-For` says who asks; nobody unless told. */
  readonly trustedProxies?: TrustedProxies;
  /** On every answer, whoever gives it. */
  readonly headers?: Headers;
};

/**
 * Fastify with limits: body, time to send a request, path parameters; JSON bodies only. Failures that it finds before
 * any route does are problems too.
 */
export function httpAdapter(
  routes: RouteBook,
  { certificate, bodyLimit = DEFAULT_BODY_LIMIT, trustedProxies = false, headers: own = {} }: HttpOptions = {},
): AnsweringAdapter {
  const always = { ...apiHeaders, ...own };
  const adapter = new AnsweringAdapter({
    ...(certificate && { https: serverSettings(certificate) }),
    bodyLimit,
    trustProxy: trustedProxies,
    requestTimeout: 30_000,
    keepAliveTimeout: 72_000,
    routerOptions: { maxParamLength: 200 },
    requestIdHeader: false,
    genReqId: ({ headers }: IncomingMessage) => requestIdOf(headers['x-request-id']),
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(error.statusCode ?? 400, request, reply.headers({ ...always, 'x-request-id': request.id })),
    clientErrorHandler: rawAnswer(always),
  });
  const server = adapter.getInstance();
  server.removeContentTypeParser('text/plain');
  server.server.on('checkExpectation', expectationRefused(always));
  server.addHook('onRoute', (route) => {
    applyBodyLimit(route);
    routes.add(route.url, route.method);
  });
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    const { traceparent } = request.headers;
    const cause = causeOfRequest(typeof traceparent === 'string' ? traceparent : undefined, request.id);
    // Whatever opened the connection or the server, a request sees nothing before it is known whose it is.
    inRequest(request.id, () => withScope(scopeOfRequest(request), () => because(cause, done)));
  });
  let closing = false;
  server.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  server.addHook('onSend', (request, reply, payload, done) => {
    // A kept-alive connection would hold the shutdown up until its idle time is over.
    if (closing) reply.header('connection', 'close');
    for (const [name, value] of Object.entries(always)) if (!reply.hasHeader(name)) reply.header(name, value);
    if (refusedUnread.has(reply.statusCode)) readAway(request.raw, () => done(null, payload));
    else done(null, payload);
  });
  return adapter;
}

function sendProblem(status: number, request: FastifyRequest, reply: FastifyReply): void {
  const problem = ofStatus(status) ?? { status: 400, code: 'malformed-request', detail: 'the request is malformed' };
  const body = JSON.stringify(problemBody(problem, request.id));
  void reply.status(problem.status).type(PROBLEM_MEDIA_TYPE).send(body);
}
