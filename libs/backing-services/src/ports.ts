import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below the ports that Linux (32768 and up) and macOS (49152 and up) give to outgoing connections: one of those can be
 * taken by any client between the moment it is found free and the moment a server that starts slowly binds it.
 */
const [LOWEST, BEYOND] = [20_000, 32_768];
/** So many taken ones in a row mean that something else is wrong. */
const TRIES = 100;

/** A port of 127.0.0.1 that nobody listens on at this moment, and that no outgoing connection is given. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < TRIES; tries++) {
    const port = randomInt(LOWEST, BEYOND);
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port found between ${LOWEST} and ${BEYOND - 1}`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    });
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
