import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TestCertificate } from '@opencircle/testing';

export type Seen = { method: string; url: string; headers: IncomingHttpHeaders; body: string };
type Answer = (seen: Seen, response: ServerResponse) => void | Promise<void>;

/** A service at the other side of the edge: notes what arrives, answers what the test says; by https with a certificate. */
export async function startUpstream(
  answer: Answer,
  certificate?: TestCertificate,
): Promise<{ url: string; seen: Seen[]; stop: () => Promise<void> }> {
  const seen: Seen[] = [];
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    void noted(request).then((note) => {
      seen.push(note);
      return answer(note, response);
    });
  };
  const server = certificate === undefined ? createServer(listener) : createSecureServer(certificate, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${port}`, seen, stop };
}

async function noted(request: IncomingMessage): Promise<Seen> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
}

export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'set-cookie': 'stray=1', server: 'upstream' });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
