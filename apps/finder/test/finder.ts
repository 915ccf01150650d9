import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, request, type Agent, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { TestCertificate } from '@opencircle/testing';

export type Seen = { url: string; headers: IncomingHttpHeaders; body: Record<string, unknown> };
export type Services = { url: string; seen: Seen[]; stop: () => Promise<void> };
type Answer = (seen: Seen) => readonly [status: number, body: unknown];

/** Matching and membership as the finder meets them: real HTTP, or https with a certificate, answers from the test. */
export async function startServices(answer: Answer, certificate?: TestCertificate): Promise<Services> {
  const seen: Seen[] = [];
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const body = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
      const note = { url: request.url ?? '', headers: request.headers, body };
      seen.push(note);
      const [status, said] = answer(note);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said));
    });
  };
  const server = certificate === undefined ? createServer(listener) : createSecureServer(certificate, listener);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { url: `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${port}`, seen, stop };
}

/** The built finder as a process of its own, on a free port. */
export async function startFinder(services: string): Promise<{ url: string; process: ChildProcess }> {
  const port = await freePort();
  const process = runFinder({ MATCHING_URL: services, MEMBERSHIP_URL: services, PORT: String(port) });
  const url = `http://127.0.0.1:${port}`;
  for (let n = 0; n < 100; n++) {
    const up = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (up?.ok) return { url, process };
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('the finder did not come up');
}

export function runFinder(env: Record<string, string>): ChildProcess {
  const entry = resolve(import.meta.dirname, '../dist/server/entry.mjs');
  return spawn(process.execPath, [entry], { env: { ...env, PATH: process.env['PATH'] }, stdio: 'pipe' });
}

/** Posts a form's bytes over this agent's connections, to the last one, as a browser does; rejects when the connection breaks. */
export function send(agent: Agent, url: string, body: string | Readable) {
  return new Promise<{ status: number; cacheControl: string | undefined; html: string }>((done, fail) => {
    const length = typeof body === 'string' ? { 'content-length': Buffer.byteLength(body) } : {};
    const headers = { 'content-type': 'application/x-www-form-urlencoded', ...length };
    const post = request(url, { method: 'POST', agent, headers }, (answer) => {
      text(answer).then(
        (html) => done({ status: answer.statusCode ?? 0, cacheControl: answer.headers['cache-control'], html }),
        fail,
      );
    });
    post.once('error', fail);
    if (typeof body === 'string') post.end(body);
    else body.pipe(post);
  });
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
