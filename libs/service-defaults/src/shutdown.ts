import type { INestApplication } from '@nestjs/common';
import { Logger } from 'nestjs-pino';

/** Milliseconds. Whoever still waits after that is cut off: the outbox and the inbox make that safe. */
const PATIENCE = 10_000;

/**
 * On SIGTERM or SIGINT: stop accepting, answer what is under way, leave the consumer group, close the pool, exit 0.
 * A second signal, or ten seconds, ends it at once. An error that nobody caught ends the process too.
 */
export function stopOnSignals(app: INestApplication): void {
  const log = app.get(Logger);
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) process.exit(1);
    stopping = true;
    log.log({ signal }, 'stopping', 'Shutdown');
    setTimeout(() => process.exit(1), PATIENCE).unref();
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'did not stop cleanly', 'Shutdown');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  const crash = (error: unknown) => {
    log.fatal({ err: error }, 'nobody caught this', 'Shutdown');
    process.exit(1);
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
}
