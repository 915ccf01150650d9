import type { IncomingMessage } from 'node:http';

/** Milliseconds that the rest of a refused body may take. */
const PATIENCE = 20_000;

/**
 * Reads and forgets what is left of a request's body, then calls `done`, once. To close a connection on which bytes
 * still arrive resets it, and whoever sends, a proxy too, loses the answer that says why (RFC 9112 §9.6).
 */
export function readAway(request: IncomingMessage, done: () => void): void {
  if (request.readableEnded || request.destroyed) {
    done();
    return;
  }
  const timer = setTimeout(finish, PATIENCE);
  function finish(): void {
    clearTimeout(timer);
    request.off('end', finish).off('close', finish);
    done();
  }
  request.once('end', finish).once('close', finish).resume();
}
