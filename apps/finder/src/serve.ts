import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { RenewedCertificate, serverSettings, type ServedCertificate } from '@opencircle/tls';
import { environment } from './environment.js';

/** Serves Astro's pages: with a certificate by https alone, and with renewed files while it runs. */
export function serve(handlerAt: (port: number) => RequestListener): void {
  const { HOST, PORT, TLS } = environment;
  const handler = handlerAt(PORT);
  const server = TLS === undefined ? createServer(handler) : secureServer(handler, TLS);
  server.listen(PORT, HOST, () => say('info', { port: PORT, msg: 'listening' }));
}

function secureServer(handler: RequestListener, served: ServedCertificate) {
  const server = createSecureServer(serverSettings(served.certificate), handler);
  const renewed = new RenewedCertificate(server, served, {
    taken: ({ validUntil }) => say('info', { validUntil, msg: 'new certificate taken' }),
    kept: ({ variable, rule }) => say('error', { name: variable, msg: `certificate kept: the new file ${rule}` }),
    expired: ({ validUntil }) =>
      say('error', { validUntil, msg: 'certificate expired, and served until it is renewed' }),
  });
  renewed.start();
  return server;
}

function say(level: string, line: object): void {
  process.stderr.write(`${JSON.stringify({ level, time: Date.now(), service: 'finder', ...line })}\n`);
}
