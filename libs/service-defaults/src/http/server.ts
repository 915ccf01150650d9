import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { because, causeOfRequest } from '@opencircle/messaging';
import { withScope } from '@opencircle/persistence';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { ofStatus } from '../problem/problem-of.js';
import { PROBLEM_MEDIA_TYPE, problemBody } from '../problem/problem.js';
import { applyBodyLimit, DEFAULT_BODY_LIMIT } from './body-limit.decorator.js';
import { inRequest } from './current-request.js';
import { readAway } from './read-away.js';
import type { RouteBook } from './route-book.js';

/** A caller's `x-request-id` that is safe to repeat in logs and answers. */
const SANE_REQUEST_ID = /^[A-Za-z0-9_-][A-Za-z0-9._-]{7,63}$/;

/** Body too large, media type not taken: answers that are given before the body is read. */
const refusedUnread = new Set([413, 415]);

/** For answers that are data: nothing in them may be framed, sniffed, stored, or told to the next site. */
const apiHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/**
 * Fastify with limits: body, time to send a request, path parameters; JSON bodies only. Failures that it finds before
 * any route does are problems too.
 */
export function httpAdapter(routes: RouteBook, bodyLimit = DEFAULT_BODY_LIMIT): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit,
    requestTimeout: 30_000,
    keepAliveTimeout: 72_000,
    routerOptions: { maxParamLength: 200 },
    requestIdHeader: false,
    genReqId: ({ headers }: IncomingMessage) => requestIdOf(headers['x-request-id']),
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(error.statusCode ?? 400, request, reply),
    clientErrorHandler: answerRawly,
  });
  const server = adapter.getInstance();
  server.removeContentTypeParser('text/plain');
  server.server.on('checkExpectation', refuseExpectation);
  server.addHook('onRoute', (route) => {
    applyBodyLimit(route);
    routes.add(route.url, route.method);
  });
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    const { traceparent } = request.headers;
    const cause = causeOfRequest(typeof traceparent === 'string' ? traceparent : undefined, request.id);
    // Whatever opened the connection or the server, a request sees nothing before it is known whose it is.
    inRequest(request.id, () => withScope(undefined, () => because(cause, done)));
  });
  let closing = false;
  server.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  server.addHook('onSend', (request, reply, payload, done) => {
    // A kept-alive connection would hold the shutdown up until its idle time is over.
    if (closing) reply.header('connection', 'close');
    for (const [name, value] of Object.entries(apiHeaders)) if (!reply.hasHeader(name)) reply.header(name, value);
    if (refusedUnread.has(reply.statusCode)) readAway(request.raw, () => done(null, payload));
    else done(null, payload);
  });
  return adapter;
}

function requestIdOf(given: string | string[] | undefined): string {
  return typeof given === 'string' && SANE_REQUEST_ID.test(given) ? given : randomUUID();
}

function sendProblem(status: number, request: FastifyRequest, reply: FastifyReply): void {
  const problem = ofStatus(status) ?? { status: 400, code: 'malformed-request', detail: 'the request is malformed' };
  const body = JSON.stringify(problemBody(problem, request.id));
  void reply.status(problem.status).headers(apiHeaders).type(PROBLEM_MEDIA_TYPE).send(body);
}

/** `Expect` with anything but 100-continue (RFC 9110 §10.1.1). Node would answer it without a body. */
function refuseExpectation({ headers }: IncomingMessage, response: ServerResponse): void {
  const id = requestIdOf(headers['x-request-id']);
  const problem = {
    status: 417,
    code: 'expectation-failed',
    detail: 'what the Expect header asks for is not done here',
  };
  response
    .writeHead(417, { ...apiHeaders, 'content-type': PROBLEM_MEDIA_TYPE, 'x-request-id': id, connection: 'close' })
    .end(JSON.stringify(problemBody(problem, id)));
}

/** What is not even HTTP has no request object; the answer goes straight to the socket. */
function answerRawly(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const [status, reason, code] = rawStatus(error.code);
  const body = JSON.stringify(problemBody({ status, code, detail: reason.toLowerCase() }, randomUUID()));
  if (socket.writable) {
    socket.write(
      `HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Type: ${PROBLEM_MEDIA_TYPE}\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  }
  socket.destroy(error);
}

function rawStatus(code: string | undefined): [status: number, reason: string, code: string] {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return [408, 'Request Timeout', 'request-timeout'];
  if (code === 'HPE_HEADER_OVERFLOW') return [431, 'Request Header Fields Too Large', 'headers-too-large'];
  return [400, 'Bad Request', 'malformed-request'];
}
