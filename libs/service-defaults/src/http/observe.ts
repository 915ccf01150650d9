import type { FastifyInstance } from 'fastify';
import type { PinoLogger } from 'nestjs-pino';
import { Histogram, type Registry } from 'prom-client';

/** Asked often and by machines; their lines would bury the others. */
const quiet = /^\/(health\/|metrics$)/;

/** One log line and one measurement a request, by route pattern: an address may hold an id or what somebody looks for. */
export function observeRequests(server: FastifyInstance, log: PinoLogger, registry: Registry): void {
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request to the end of the answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unmatched';
    const { statusCode: status, elapsedTime } = reply;
    const method = request.method;
    duration.observe({ method, route, status }, elapsedTime / 1000);
    const line = { requestId: request.id, method, route, status, durationMs: Math.round(elapsedTime) };
    if (quiet.test(route)) log.trace(line, 'request');
    else log.info(line, 'request');
    done();
  });
}
