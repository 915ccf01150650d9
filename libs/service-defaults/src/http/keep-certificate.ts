import type { Server } from 'node:tls';
import { RenewedCertificate, type ServedCertificate } from '@opencircle/tls';
import type { FastifyInstance } from 'fastify';
import type { PinoLogger } from 'nestjs-pino';
import { Gauge, type Registry } from 'prom-client';

/** Takes renewed files without a restart, from now until the server closes; says so, and how long the certificate lasts. */
export function keepCertificate(
  server: FastifyInstance,
  served: ServedCertificate,
  log: PinoLogger,
  registry: Registry,
): void {
  const secure = server.server as unknown as Server;
  const renewed = new RenewedCertificate(secure, served, {
    taken: ({ validUntil }) => log.info({ validUntil }, 'new certificate taken'),
    kept: ({ variable, rule }) => log.error({ name: variable }, `certificate kept: the new file ${rule}`),
    expired: ({ validUntil }) => log.error({ validUntil }, 'certificate expired, and served until it is renewed'),
  });
  new Gauge({
    name: 'tls_certificate_remaining_seconds',
    help: 'Time until the certificate that is served expires',
    registers: [registry],
    collect() {
      this.set((renewed.validUntil - Date.now()) / 1000);
    },
  });
  renewed.start();
  server.addHook('onClose', (_server, done) => {
    renewed.stop();
    done();
  });
}
