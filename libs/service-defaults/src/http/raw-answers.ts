import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { PROBLEM_MEDIA_TYPE, problemBody } from '../problem/problem.js';
import { requestIdOf } from './request-id.js';

export type Headers = Readonly<Record<string, string>>;

/** `Expect` with anything but 100-continue (RFC 9110 §10.1.1). Node would answer it without a body. */
export function expectationRefused(headers: Headers) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const id = requestIdOf(request.headers['x-request-id']);
    const problem = {
      status: 417,
      code: 'expectation-failed',
      detail: 'what the Expect header asks for is not done here',
    };
    response
      .writeHead(417, { ...headers, 'content-type': PROBLEM_MEDIA_TYPE, 'x-request-id': id, connection: 'close' })
      .end(JSON.stringify(problemBody(problem, id)));
  };
}

/** What is not even HTTP has no request object; the answer goes straight to the socket, with the headers of any other. */
export function rawAnswer(headers: Headers) {
  return (error: Error & { code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    // A failed handshake is no connection that anything could be said on, least of all in plain http.
    if (socket instanceof TLSSocket && socket.getProtocol() === null) return void socket.destroy(error);
    const [status, reason, code] = rawStatus(error.code);
    const id = randomUUID();
    const body = JSON.stringify(problemBody({ status, code, detail: reason.toLowerCase() }, id));
    const all = {
      ...headers,
      connection: 'close',
      'content-type': PROBLEM_MEDIA_TYPE,
      'content-length': String(Buffer.byteLength(body)),
      'x-request-id': id,
    };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    if (socket.writable) socket.write(`HTTP/1.1 ${status} ${reason}\r\n${lines.join('')}\r\n${body}`);
    socket.destroy(error);
  };
}

function rawStatus(code: string | undefined): [status: number, reason: string, code: string] {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return [408, 'Request Timeout', 'request-timeout'];
  if (code === 'HPE_HEADER_OVERFLOW') return [431, 'Request Header Fields Too Large', 'headers-too-large'];
  return [400, 'Bad Request', 'malformed-request'];
}
