import type { DestinationStream } from 'pino';
import type { Params } from 'nestjs-pino';
import { currentCause, traceIdOf } from '@opencircle/messaging';
import { sqlState } from '@opencircle/persistence';
import { currentRequestId } from './http/current-request.js';

/** Every field that may stand in a log line. Whatever else is handed to the logger is dropped, not redacted. */
const allowed = new Set([
  ...['context', 'requestId', 'method', 'route', 'status', 'durationMs', 'err', 'code', 'action'],
  ...['eventId', 'eventType', 'topic', 'partition', 'offset', 'attempt', 'aggregateId', 'consumer', 'lag'],
  ...['count', 'name', 'version', 'port', 'traceId', 'signal', 'state', 'step', 'migrations', 'validUntil'],
]);

function allowedOf(fields: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const name of Object.keys(fields)) if (allowed.has(name)) kept[name] = fields[name];
  return kept;
}

/**
 * An error's kind and place. Its message may quote what somebody typed (PostgreSQL and JSON.parse do), so it is
 * written only at the level `debug`, which is for a developer's own machine.
 */
function errorFields(error: unknown, withMessage: boolean): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { driverError } = error as Error & { driverError?: object };
  const { constraint, table } = (driverError ?? error) as { constraint?: unknown; table?: unknown };
  return {
    type: error.constructor.name,
    code: sqlState(error),
    constraint,
    table,
    stack: error.stack
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n'),
    ...(withMessage && { message: error.message }),
    ...(error.cause !== undefined && { cause: errorFields(error.cause, withMessage) }),
  };
}

/** One JSON line an event, on stdout. Requests are logged by the hook in `http/observe.ts`, not here. */
export function loggerParams(service: string, level: string, destination?: DestinationStream): Params {
  const verbose = level === 'debug' || level === 'trace';
  const options = {
    level,
    base: { service },
    wrapSerializers: false,
    mixin: () => {
      const [requestId, cause] = [currentRequestId(), currentCause()];
      return {
        ...(requestId !== undefined && { requestId }),
        ...(cause !== undefined && { traceId: traceIdOf(cause) }),
      };
    },
    serializers: { err: (error: unknown) => errorFields(error, verbose) },
    formatters: {
      level: (label: string) => ({ level: label }),
      log: allowedOf,
    },
  };
  // No middleware: a logger of its own for each request would be a tenth of a small request's time.
  return { forRoutes: [], pinoHttp: destination === undefined ? options : [options, destination] };
}
