import type { Server } from 'node:tls';
import { RenewedCertificate } from '@opencircle/tls';
import { environment } from './environment.js';

type Started = { server: { server: unknown } };

/** Starts Astro's server. With a certificate it speaks what every server of ours speaks, and takes renewed files. */
export function serve(startServer: () => Started): void {
  const { server } = startServer().server;
  if (environment.TLS === undefined) return;
  const renewed = new RenewedCertificate(server as Server, environment.TLS, {
    taken: ({ validUntil }) => say('info', { validUntil, msg: 'new certificate taken' }),
    kept: ({ variable, rule }) => say('error', { name: variable, msg: `certificate kept: the new file ${rule}` }),
  });
  renewed.start();
}

function say(level: string, line: object): void {
  process.stderr.write(`${JSON.stringify({ level, time: Date.now(), service: 'finder', ...line })}\n`);
}
