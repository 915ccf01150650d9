import type { Server } from 'node:tls';
import { RenewedCertificate } from '@opencircle/tls';
import { certificate, certificateFiles } from './environment.js';

type Started = { server: { server: unknown } };

/** Starts Astro's server. With a certificate it speaks what every server of ours speaks, and takes renewed files. */
export function serve(startServer: () => Started): void {
  const { server } = startServer().server;
  if (certificate === undefined || certificateFiles === undefined) return;
  const renewed = new RenewedCertificate(server as Server, certificateFiles, certificate, {
    taken: ({ validUntil }) => say('info', { validUntil, msg: 'new certificate taken' }),
    kept: ({ file, rule }) =>
      say('error', {
        name: file === 'certFile' ? 'TLS_CERT_FILE' : 'TLS_KEY_FILE',
        msg: `certificate kept: the new file ${rule}`,
      }),
  });
  renewed.start();
}

function say(level: string, line: object): void {
  process.stderr.write(`${JSON.stringify({ level, time: Date.now(), service: 'finder', ...line })}\n`);
}
